/* book/objects: JSON as a table. */
#include "books.h"

static void ck_part(const char *json, const char *part, const char *wanted)
{
    ck_book(file_of(json, strlen(json)), "t.json", part, wanted);
}
#define CK(json, wanted) ck_part(json, NULL, wanted)

START_TEST(lists)
{
    CK("[{\"a\":1,\"b\":\"x\"},\n{\"b\":\"y\",\"c\":true},\n{}]", "1:a|b|c\n1:1|x|\n2:|y|true\n");
    CK("{\"meta\":{\"n\":2},\"data\":[{\"a\":1},{\"a\":2}],\"next\":null}", "1:a\n1:1\n2:2\n");
    CK("{\"r\":{\"items\":[{\"a\":{\"b\":1,\"c\":{\"d\":2}}}]}}", "1:a.b|a.c.d\n1:1|2\n");
    CK("{\"a\":1}\n{\"a\":2,\"b\":{\"c\":\"x\"}}\n", "1:a|b.c\n1:1|\n2:2|x\n");
    CK("{\"a\":1,\"tags\":[1,[2]],\"b\":2}\n{\"a\":2,\"tags\":[]}\n",
       "1:a|tags|b\n1:1|*|2\n2:2|*|\n");
    CK("{\"a\":1,\"l\":[{\"x\":1}],\"b\":2}\n{\"a\":2,\"l\":[{\"x\":1},{\"x\":2}]}\n",
       "1:a|l|b\n1:1|*|2\n2:2|*|\n");
    CK("[{\"a\":[{\"a\":5}],\"b\":1}]", "1:a|b\n1:*|1\n");
    CK("{\"a\":1}", "1:a\n1:1\n");
    CK("\xEF\xBB\xBF[{\"a\":1}]", "1:a\n1:1\n");
}
END_TEST

START_TEST(values)
{
    CK("[{\"n\":12345678901234567890.10,\"e\":1e5,\"z\":null,\"f\":false,\"s\":\"\\u8fd8\\n\\\"\"}"
       "]",
       "1:n|e|z|f|s\n1:12345678901234567890.10|1e5||false|还\n\"\n");
    CK("[{\"a\":\"x\\u0000y\",\"b\":1}]", "1:a|b\n1:x~|1\n");
    CK("[{\"a\":\"}{\",\"b\":\"]\"}]", "1:a|b\n1:}{|]\n");
}
END_TEST

START_TEST(chosen)
{
    static const char two[] = "{\"a\":[{\"x\":1}],\"b\":{\"c\":[{\"y\":2}]}}";
    CK(two, "t.json: has several lists of objects (a, b.c): name one behind the file's name and #");
    ck_part(two, "a", "1:x\n1:1\n");
    ck_part(two, "b.c", "1:y\n1:2\n");
    ck_part(two, "d", "t.json: has no such list of objects, but a, b.c");
}
END_TEST

/* Rows that would be left out without a word. */
START_TEST(apart)
{
#define APART                                                                                      \
    "t.json: has objects in a list, and others outside of it or in lists within it: put all of "   \
    "them into one list, or each on a line of its own"
    CK("[{\"a\":1},{\"a\":2}] {\"a\":3}", APART);
    CK("{\"a\":3}\n[[{\"a\":1}]]", APART);
    CK("[{\"a\":1},[{\"a\":2}],{\"a\":3}]", APART);
    ck_part("{\"d\":[{\"a\":1},[[{\"a\":2}]]]}", "d", APART);
    CK("[{\"a\":1},[1],null,7]", "1:a\n1:1\n");
    CK("[] {\"a\":[{\"a\":3}],\"b\":1}", "1:a|b\n1:*|1\n");
}
END_TEST

START_TEST(refused)
{
    CK("[{\"a\":1},\n{\"a\":}]",
       "t.json:2: is not JSON: parse error: unallowed token at this point in JSON text");
    CK("[{\"a\":1},\n{\"a\":1", "t.json:2: is not JSON: parse error: premature EOF");
    CK("[{\"a\":1,\"a\":2}]", "1:a\nt.json:1: has an object with two members of one name");
    CK("[{\"\":1}]", "t.json:1: has a member without a name, or with one that is too long");
    CK("[]", "t.json: has no objects, which would be rows");
    CK("[{},{}]", "t.json: has no objects, which would be rows");
    struct cx_buf deep = {0};
    cx_buf_puts(&deep, "[{\"a\":");
    for (int i = 0; i < 100; i++)
        cx_buf_putc(&deep, '[');
    CK(cx_buf_str(&deep), "t.json:1: is nested more than 64 deep");
    cx_buf_fini(&deep);
}
END_TEST

/* Wherever a block of the file ends. */
START_TEST(long_files)
{
    struct cx_buf json = {0}, wanted = {0};
    cx_buf_putc(&json, '[');
    cx_buf_puts(&wanted, "1:n|s\n");
    for (int i = 0; i < 9000; i++) {
        cx_buf_printf(&json, "%s{\"n\":%d,\"s\":\"还款 %d\"}", i ? ",\n" : "", i, i);
        cx_buf_printf(&wanted, "%d:%d|还款 %d\n", i + 1, i, i);
    }
    cx_buf_putc(&json, ']');
    CK(json.data, wanted.data);
    cx_buf_fini(&json);
    cx_buf_fini(&wanted);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, lists);
    tcase_add_test(tc, values);
    tcase_add_test(tc, chosen);
    tcase_add_test(tc, apart);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, long_files);
}

UNIT_MAIN("objects")
