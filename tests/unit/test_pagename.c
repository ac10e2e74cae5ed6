/* statement/pagename: what the page of a person is called. */
#include "statement/parts.h"
#include "unit.h"

static char name[64];

static const char *name_of(const char *id, bool is_alike)
{
    struct cx_buf out = {0};
    put_pagename(&out, id, is_alike);
    snprintf(name, sizeof name, "%s", cx_buf_str(&out));
    cx_buf_fini(&out);
    return name;
}

START_TEST(spelt_out)
{
    ck_assert_str_eq(name_of("E-1", false), "E-1.html");
    ck_assert_str_eq(name_of("../E_1", false), "_2E_2E_2FE_5F1.html");
    ck_assert_str_eq(name_of("张三", false), "张三.html");
    ck_assert_str_eq(name_of("h-1", true), "h-1.html");
    ck_assert_str_eq(name_of("H-1", true), "_48-1.html");
    ck_assert_str_eq(name_of("é", true), "_C3_A9.html");
}
END_TEST

/* 64 characters may take 256 bytes, and three times as many spelt out. */
START_TEST(shortened)
{
    char one[257] = "", other[257];
    for (int i = 0; i < 64; i++)
        strcat(one, "\u5f20");
    strcpy(other, one);
    other[191]++; /* the last letter is another */
    struct cx_buf names[4] = {0};
    for (int i = 0; i < 4; i++) {
        put_pagename(&names[i], i % 2 ? other : one, i > 1);
        ck_assert_uint_lt(names[i].len, i > 1 ? 160 : 220);
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(names[i].data, names[k].data);
    }
    ck_assert_int_eq(strncmp(names[2].data, "_E5_BC_A0", 9), 0);
    ck_assert_ptr_nonnull(strstr(names[2].data, "_-"));
    for (int i = 0; i < 4; i++)
        cx_buf_fini(&names[i]);
}
END_TEST

/* The index, and devices of Windows; nothing that only begins as they do. */
START_TEST(reserved)
{
    ck_assert_str_eq(name_of("index", false), "_69ndex.html");
    ck_assert_str_eq(name_of("INDEX", false), "_49NDEX.html");
    ck_assert_str_eq(name_of("Nul", false), "_4Eul.html");
    ck_assert_str_eq(name_of("lpt9", false), "_6Cpt9.html");
    ck_assert_str_eq(name_of("com", false), "com.html");
    ck_assert_str_eq(name_of("COM10", false), "COM10.html");
    ck_assert_str_eq(name_of("indexes", false), "indexes.html");
}
END_TEST

START_TEST(alike)
{
    static char *const ids[] = {"h1", "H2", "H1", "É", "E", "é", "h12"};
    static const bool wanted[] = {true, false, true, true, false, true, false};
    enum { COUNT = sizeof ids / sizeof *ids };
    struct cx_person people[COUNT] = {0};
    for (size_t i = 0; i < COUNT; i++)
        people[i].key = ids[i];
    const struct cx_org org = {.people = people, .person_count = COUNT};
    bool *is_alike = find_alike(&org);
    for (size_t i = 0; i < COUNT; i++)
        ck_assert_msg(is_alike[i] == wanted[i], "%s", ids[i]);
    free(is_alike);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, spelt_out);
    tcase_add_test(tc, reserved);
    tcase_add_test(tc, shortened);
    tcase_add_test(tc, alike);
}

UNIT_MAIN("pagename")
