/* report/bundle: evidence as a folder and as a ZIP file. */
#include <sys/stat.h>

#include "base/hash.h"
#include "unit.h"
#include "violating.h"
#include "zipped.h"

static char path[96];

static int bundle(const char *name, bool unmask)
{
    struct cx_report_options options = options_of("2026-10");
    int64_t count = -1;
    options.unmask = unmask;
    c.err = (struct cx_err){0};
    snprintf(path, sizeof path, "%s/%s", c.dir, name);
    int rc = cx_report_bundle(&count, c.db, &options, path, &c.err);
    if (rc == 0)
        ck_assert_int_eq(count, 3);
    return rc;
}

static char *bytes_in(const char *folder, const char *name, size_t *n)
{
    char file[200];
    snprintf(file, sizeof file, "%s%s%s", folder, *name ? "/" : "", name);
    FILE *stream = fopen(file, "rb");
    ck_assert_msg(stream != NULL, "%s", file);
    char *bytes = bytes_of(stream, n);
    fclose(stream);
    return bytes;
}

static const char *const names[] = {"README.txt", "violations.csv", "contacts.csv",
                                    "rules.csv",  "audit.csv",      "SHA256SUMS"};

/* Each file's hash stands in SHA256SUMS, as sha256sum writes it. */
static void ck_sums(const char *sums, const char *name, const char *bytes, size_t n)
{
    struct cx_hash hash;
    char line[200] = "";
    cx_hash_init(&hash);
    cx_hash_add(&hash, bytes, n);
    cx_hash_end(&hash, line);
    snprintf(line + 64, sizeof line - 64, "  %s\n", name);
    ck_assert_msg(strstr(sums, line) != NULL, "no %s in %s", line, sums);
}

START_TEST(folder)
{
    size_t n;
    ck_assert_msg(bundle("evidence", false) == 0, "%s", c.err.text);
    char *sums = bytes_in(path, "SHA256SUMS", &n);
    for (int i = 0; i < 5; i++) {
        char *bytes = bytes_in(path, names[i], &n);
        ck_sums(sums, names[i], bytes, n);
        ck_assert_ptr_null(strstr(bytes, "秦丽"));
        ck_assert_ptr_null(strstr(bytes, "13800000001"));
        free(bytes);
    }
    free(sums);
    char *contacts = bytes_in(path, "contacts.csv", &n);
    ck_assert_ptr_nonnull(strstr(contacts, ",坐席:秦**你等着坐牢\n"));
    ck_assert_ptr_null(strstr(contacts, "K4")); /* broke nothing */
    free(contacts);
    char *rules = bytes_in(path, "rules.csv", &n);
    ck_assert_ptr_nonnull(
        strstr(rules, "limit,L1,quiet_hours,22:00-08:00,block,,CN,phone,attempt,Law 1\n"));
    free(rules);
    ck_assert_int_eq(bundle("evidence", false), CX_EWORLD); /* never over another */
    ck_assert_ptr_nonnull(strstr(c.err.text, "already exists"));
    for (int i = 0; i < 6; i++) {
        char file[200];
        snprintf(file, sizeof file, "%s/%s", path, names[i]);
        ck_assert_int_eq(unlink(file), 0);
    }
    ck_assert_int_eq(rmdir(path), 0);
}
END_TEST

/* What lies beside the place under a like name is somebody else's, whether it goes well or not. */
START_TEST(beside_others)
{
    static const char *const likes[] = {"evidence.new", "evidence.tmp"};
    char file[200];
    for (int i = 0; i < 2; i++) {
        snprintf(file, sizeof file, "%s/%s", c.dir, likes[i]);
        ck_assert_int_eq(mkdir(file, 0700), 0);
        snprintf(file, sizeof file, "%s/%s/contacts.csv", c.dir, likes[i]);
        FILE *theirs = fopen(file, "w");
        ck_assert_ptr_nonnull(theirs);
        fclose(theirs);
    }
    ck_assert_msg(bundle("evidence/", false) == 0, "%s", c.err.text);
    for (int i = 0; i < 6; i++) {
        snprintf(file, sizeof file, "%s/%s", path, names[i]);
        ck_assert_int_eq(unlink(file), 0);
    }
    ck_assert_int_eq(rmdir(path), 0);
    for (int i = 0; i < 2; i++) {
        snprintf(file, sizeof file, "%s/%s/contacts.csv", c.dir, likes[i]);
        ck_assert_int_eq(unlink(file), 0);
        snprintf(file, sizeof file, "%s/%s", c.dir, likes[i]);
        ck_assert_int_eq(rmdir(file), 0);
    }
}
END_TEST

START_TEST(zip)
{
    size_t n, again;
    ck_assert_msg(bundle("evidence.zip", true) == 0, "%s", c.err.text);
    char *bytes = bytes_in(path, "", &n);
    char *contacts = part(bytes, n, "contacts.csv");
    ck_assert_ptr_nonnull(strstr(contacts, "秦丽你等着坐牢"));
    free(contacts);
    char *sums = part(bytes, n, "SHA256SUMS");
    char *violations = part(bytes, n, "violations.csv");
    ck_sums(sums, "violations.csv", violations, strlen(violations));
    free(violations);
    free(sums);
    ck_assert_int_eq(bundle("evidence.zip", true), 0); /* a file is replaced, by the same bytes */
    char *other = bytes_in(path, "", &again);
    ck_assert_uint_eq(n, again);
    ck_assert_mem_eq(bytes, other, n);
    free(other);
    free(bytes);
    unlink(path);
}
END_TEST

START_TEST(nowhere)
{
    ck_assert_int_eq(bundle("no/such/place", false), CX_EWORLD);
    ck_assert_int_eq(bundle("no/such/place.zip", false), CX_EWORLD);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, violating_open, staff_close);
    tcase_add_test(tc, folder);
    tcase_add_test(tc, beside_others);
    tcase_add_test(tc, zip);
    tcase_add_test(tc, nowhere);
}

UNIT_MAIN("bundle")
