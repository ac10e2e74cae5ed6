/* base/caller: whom sudo names, and whom nobody else can pretend to be. */
#include "base/caller.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "unit.h"

static bool is_called(const char *text, uid_t *uid)
{
    if (text)
        setenv("SUDO_UID", text, 1);
    else
        unsetenv("SUDO_UID");
    return cx_caller_uid(uid);
}

START_TEST(who)
{
    char own[24];
    uid_t uid;
    snprintf(own, sizeof own, "%lu", (unsigned long)geteuid());
    ck_assert(!is_called(NULL, &uid));
    ck_assert(!is_called("0", &uid));
    ck_assert(!is_called(own, &uid));
    ck_assert(is_called("54321", &uid) && uid == 54321);
}
END_TEST

/* What is no uid is somebody unknown, not nobody. */
START_TEST(garbage)
{
    static const char *const texts[] = {"", "x", "12x", "-1", "99999999999999999999", "4294967295"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        uid_t uid = 7;
        ck_assert_msg(is_called(texts[i], &uid) && uid == (uid_t)-1, "%s", texts[i]);
    }
}
END_TEST

START_TEST(names)
{
    char name[32];
    cx_caller_name(name, sizeof name, 0);
    ck_assert_str_eq(name, "root");
    cx_caller_name(name, sizeof name, 3999999999);
    ck_assert_str_eq(name, "uid 3999999999");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, who);
    tcase_add_test(tc, garbage);
    tcase_add_test(tc, names);
}

UNIT_MAIN("caller")
