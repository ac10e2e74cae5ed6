/* statement/folder: everybody's statement in a folder. */
#include <dirent.h>
#include <sys/stat.h>

#include "statements.h"
#include "unit.h"

static char path[96], dir[32];

static void set_up(void)
{
    staff_open();
    company_load(&c, "employees.csv", EMPLOYEES "E/9,,Nine,T1,collector,2026-01-01,,1\n");
    rules("rule_id,seq,kind,amount\na,1,amount,100\n");
    strcpy(dir, "/tmp/cx-unit-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/all", dir);
}

static void tear_down(void)
{
    DIR *of = opendir(path);
    for (struct dirent *entry; of && (entry = readdir(of));) {
        char at[400];
        snprintf(at, sizeof at, "%s/%s", path, entry->d_name);
        unlink(at);
    }
    if (of)
        closedir(of);
    rmdir(path);
    rmdir(dir);
    staff_close();
}

static char *read_page(const char *name, mode_t mode)
{
    char at[600];
    struct stat is;
    snprintf(at, sizeof at, "%s/%s", path, name);
    ck_assert_msg(stat(at, &is) == 0, "%s", name);
    ck_assert_int_eq(is.st_mode & 0777, mode);
    size_t n;
    FILE *stream = fopen(at, "r");
    ck_assert_ptr_nonnull(stream);
    char *bytes = bytes_of(stream, &n);
    fclose(stream);
    return bytes;
}

/* A page each, of its owner alone; an id is no path. The index has all, and the sum. */
START_TEST(pages)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    size_t count;
    for (int again = 0; again < 2; again++) /* what is there is replaced */
        ck_assert_msg(cx_statements_write(&count, bonus, c.db, path, NULL, &c.err) == 0, "%s",
                      c.err.text);
    ck_assert_uint_eq(count, 5);
    char *page = read_page("E1.html", 0600);
    ck_assert_ptr_nonnull(strstr(page, "<strong>100.00</strong>"));
    free(page);
    free(read_page("E_2F9.html", 0600));
    page = read_page("index.html", 0600);
    ck_assert_ptr_nonnull(strstr(page, "<a href=\"E_2F9.html\">E/9</a>"));
    ck_assert_ptr_nonnull(strstr(page, ">500.00</td>"));
    free(page);
    cx_bonus_free(bonus);
}
END_TEST

/* No page takes the place of another, or of the index, where case is not told apart either; and
 * none has the name of a device of Windows. */
START_TEST(clashes)
{
    static const char *const names[][2] = {
        {"index", "_69ndex.html"},   {"Nul", "_4Eul.html"},       {"com1", "_63om1.html"},
        {"COM10", "COM10.html"},     {"h1", "h1.html"},           {"H1", "_481.html"},
        {"\303\251", "_C3_A9.html"}, {"\303\211", "_C3_89.html"}, {"H2", "H2.html"}};
    struct cx_buf staff = {0};
    cx_buf_puts(&staff, EMPLOYEES);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cx_buf_printf(&staff, "%s,,N%zu,T1,collector,2026-01-01,,1\n", names[i][0], i);
    company_load(&c, "employees.csv", cx_buf_str(&staff));
    cx_buf_fini(&staff);
    struct cx_bonus *bonus = bonus_of("2026-10");
    size_t count;
    ck_assert_int_eq(cx_statements_write(&count, bonus, c.db, path, NULL, &c.err), 0);
    ck_assert_uint_eq(count, 5 + sizeof names / sizeof *names);
    char *index = read_page("index.html", 0600), link[64], title[64];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char *page = read_page(names[i][1], 0600);
        snprintf(title, sizeof title, "N%zu", i);
        ck_assert_msg(strstr(page, title), "%s", names[i][1]);
        free(page);
        snprintf(link, sizeof link, "<a href=\"%s\">%s</a>", names[i][1], names[i][0]);
        ck_assert_msg(strstr(index, link), "%s", link);
    }
    free(index);
    cx_bonus_free(bonus);
}
END_TEST

START_TEST(no_folder)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    size_t count;
    ck_assert_int_eq(cx_statements_write(&count, bonus, c.db, "/nowhere/at/all", NULL, &c.err),
                     CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(c.err.text, "/nowhere/at/all: the folder can't be made"));
    cx_bonus_free(bonus);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, pages);
    tcase_add_test(tc, clashes);
    tcase_add_test(tc, no_folder);
}

UNIT_MAIN("folder")
