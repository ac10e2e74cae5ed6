/* seal/sign: signatures by ssh-keygen. */
#include "seal/sign.h"

#include <string.h>

#include "scratch.h"
#include "unit.h"

static struct scratch s;
static char key[64], public_key[64];

static void make_key(const char *name)
{
    char command[256];
    snprintf(command, sizeof command, "ssh-keygen -q -t ed25519 -N '' -f %s/%s", s.dir, name);
    ck_assert_int_eq(system(command), 0);
}

static void set_up(void)
{
    scratch_open(&s);
    make_key("key");
    snprintf(key, sizeof key, "%s/key", s.dir);
    snprintf(public_key, sizeof public_key, "%s/key.pub", s.dir);
}

static void tear_down(void)
{
    scratch_close(&s);
}

START_TEST(signed_and_checked)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    cx_buf_puts(&text, "some text\n");
    size_t n = text.len;
    ck_assert_msg(sign_text(&text, n, key, &err) == 0, "%s", err.text);
    const char *signature = text.data + n;
    ck_assert_int_eq(strncmp(signature, SIGNATURE_BEGIN, strlen(SIGNATURE_BEGIN)), 0);
    ck_assert_msg(sign_check(text.data, n, signature, "a", public_key, &err) == 0, "%s", err.text);
    text.data[2]++;
    ck_assert_int_eq(sign_check(text.data, n, signature, "a", public_key, &err), CX_EDATA);
    ck_assert_ptr_nonnull(strstr(err.text, "a: was not signed by the key in "));
    cx_buf_fini(&text);
}
END_TEST

START_TEST(another_key)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    char other[64];
    make_key("other");
    snprintf(other, sizeof other, "%s/other.pub", s.dir);
    cx_buf_puts(&text, "some text\n");
    size_t n = text.len;
    ck_assert_int_eq(sign_text(&text, n, key, &err), 0);
    ck_assert_int_eq(sign_check(text.data, n, text.data + n, "a", other, &err), CX_EDATA);
    err = (struct cx_err){0};
    ck_assert_int_eq(sign_check(text.data, n, text.data + n, "a", "/nonexistent", &err), CX_EWORLD);
    err = (struct cx_err){0};
    ck_assert_int_eq(sign_check(text.data, n, text.data + n, "a", key, &err), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(err.text, "is a private key"));
    cx_buf_fini(&text);
}
END_TEST

START_TEST(no_key)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    cx_buf_puts(&text, "x");
    ck_assert_int_eq(sign_text(&text, 1, "/nonexistent", &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "/nonexistent: can't sign: ssh-keygen says: "));
    ck_assert_uint_eq(text.len, 1);
    cx_buf_fini(&text);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, signed_and_checked);
    tcase_add_test(tc, another_key);
    tcase_add_test(tc, no_key);
}

UNIT_MAIN("seal/sign")
