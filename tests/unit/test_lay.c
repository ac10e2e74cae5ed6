/* import/lay: tables of a what-if over the database's own. */
#include <sys/stat.h>

#include "base/hash.h"
#include "company.h"
#include "csv/reader.h"
#include "store/shown.h"
#include "unit.h"

static struct company c;
static char db_path[64];

static void hash_db(char hex[CX_HASH_TEXT])
{
    struct cx_hash hash;
    char bytes[4096];
    size_t n;
    FILE *file = fopen(db_path, "r");
    ck_assert_ptr_nonnull(file);
    cx_hash_init(&hash);
    while ((n = fread(bytes, 1, sizeof bytes, file)) > 0)
        cx_hash_add(&hash, bytes, n);
    cx_hash_end(&hash, hex);
    fclose(file);
}

static void reopen(enum cx_db_mode mode)
{
    cx_db_close(c.db);
    c.db = NULL;
    ck_assert_msg(cx_db_open(&c.db, db_path, mode, &c.err) == 0, "%s", c.err.text);
}

/* A company in a file, with a plan; left to a reader. */
static void set_up(void)
{
    company_open(&c);
    snprintf(db_path, sizeof db_path, "%s", company_write(&c, "cx.db", ""));
    unlink(db_path);
    reopen(CX_DB_CREATE);
    company_add(&c, "teams.csv", "team_id,name,kind\nT1,one,phone\n");
    company_add(&c, "employees.csv", "employee_id,name,team_id,hired_on\nE1,Li,T1,2026-01-01\n");
    company_add(&c, "measures.csv",
                "measure_id,fact,unit,value\ncalls,contact,count,1.0\n"
                "talk,contact,seconds,duration_s\n");
    company_add(&c, "tiers.csv", "tier_id,from,to,rate\na,0,10,0.01\na,10,,0.02\n");
    company_add(&c, "rules.csv",
                "rule_id,seq,kind,basis,tier_id,amount\nt,1,tier,calls,a,\n"
                "fixed,2,amount,,,5\n");
    company_add(&c, "adjustments.csv",
                "adjustment_id,period,employee_id,amount,reason,approved_by\n"
                "J1,2026-10,E1,5,x,y\n");
    company_take(&c);
    reopen(CX_DB_READ);
}

static void tear_down(void)
{
    company_close(&c);
}

static int lay(const char *kind, const char *text)
{
    const struct cx_lay table = {kind, "try.csv", text, strlen(text), false};
    cx_buf_clear(&c.said);
    c.err = (struct cx_err){0};
    return cx_lay(c.db, &table, 1, company_hear, &c, &c.err);
}

/* It must be refused, with exactly these words, and the database's own table be seen again. */
static void ck_refused(const char *kind, const char *text, const char *words)
{
    ck_assert_int_eq(lay(kind, text), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said), words);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM temp.sqlite_schema"), "0");
}

/* The file is the whole table, and the database's own comes back. */
START_TEST(over_and_away)
{
    ck_assert_msg(lay("rules", "rule_id,seq,kind,amount\nfixed,3,amount,7.50\n") == 0, "%s%s",
                  cx_buf_str(&c.said), c.err.text);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(rule_id || amount) FROM rules"),
                     "fixed750");
    ck_assert_int_eq(cx_lay_lift(c.db, &c.err), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(rule_id) FROM rules"), "fixed,t");
    ck_assert_int_eq(lay("rules", "rule_id,seq,kind\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM rules"), "0");
}
END_TEST

#define ADJUSTMENTS "adjustment_id,period,employee_id,amount,reason,approved_by\n"

/* Ids of a form that the database doesn't know: the words are found again, and not stored. */
START_TEST(new_ids)
{
    ck_assert_int_eq(cx_db_show(c.db, &c.err), 0);
    ck_assert_msg(lay("adjustments",
                      ADJUSTMENTS "N7,2026-10,E1,6,x,y\nodd,2026-10,E1,7,x,y\n"
                                  "odd,2026-10,E1,7,x,y\nJ1,2026-10,E1,5,x,y\n") == 0,
                  "%s%s", cx_buf_str(&c.said), c.err.text);
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(id(adjustment_id) || amount, ' ') "
                                     "FROM (SELECT * FROM adjustments ORDER BY amount)"),
                     "J1500 N7600 odd700");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM id_text"), "0");
}
END_TEST

/* Not a byte of the file changes, nor does it take a lock that others feel. */
START_TEST(the_file_stays)
{
    char before[CX_HASH_TEXT], after[CX_HASH_TEXT];
    struct cx_db *other = NULL;
    hash_db(before);
    ck_assert_int_eq(cx_db_open(&other, db_path, CX_DB_WRITE, &c.err), 0);
    ck_assert_int_eq(cx_db_begin(other, &c.err), 0);
    ck_assert_int_eq(lay("rules", "rule_id,seq,kind,amount\nnew,3,amount,7.50\n"), 0);
    ck_assert_int_eq(lay("adjustments", ADJUSTMENTS "J2,2026-10,E1,6,x,y\nodd,2026-10,E1,6,x,y\n"),
                     0);
    cx_db_rollback(other);
    cx_db_close(other);
    ck_assert_int_eq(cx_lay_lift(c.db, &c.err), 0);
    cx_db_close(c.db);
    c.db = NULL;
    hash_db(after);
    ck_assert_str_eq(before, after);
}
END_TEST

START_TEST(by_a_writer_too)
{
    char before[CX_HASH_TEXT], after[CX_HASH_TEXT];
    hash_db(before);
    reopen(CX_DB_WRITE);
    ck_assert_int_eq(cx_db_begin(c.db, &c.err), 0);
    ck_assert_int_eq(lay("rules", "rule_id,seq,kind,amount\nnew,3,amount,7.50\n"), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT rule_id FROM rules"), "new");
    ck_assert_int_eq(cx_lay_lift(c.db, &c.err), 0);
    ck_assert_int_eq(cx_db_commit(c.db, &c.err), 0);
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM rules"), "2");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM audit"), "1");
    hash_db(after);
    ck_assert_str_eq(before, after);
}
END_TEST

/* Rows are checked as an import does, the plan as a whole, with file and line. */
START_TEST(bad_rows)
{
    ck_refused("rules", "rule_id,seq,kind,amount\na,1,amount,5\nb,2,amount,5x\n",
               "try.csv:3: amount: \"5x\" is not an amount of money\n");
    ck_assert_str_eq(c.err.text, "1 row is bad");
    ck_refused("rules", "rule_id,seq,kind,amount,for_team\na,1,amount,5,T9\n",
               "try.csv:2: for_team: \"T9\" is not among the teams: import it first, or correct "
               "it\n");
    ck_refused("rules", "rule_id,seq,kind,basis,rate\na,1,rate,calls,0.1\nb,2,rate,cals,0.1\n",
               "try.csv:3: basis: character 1: no measure, metric or name \"cals\" (did you mean "
               "\"calls\"?)\n");
    ck_refused("tiers", "tier_id,from,to,rate\nb,0,,0.01\n",
               "try.csv: rules t: tier_id: there are no tiers called \"a\"\n");
    ck_refused(
        "adjustments", ADJUSTMENTS "odd,2026-10,E1,6,x,y\nodd,2026-10,E1,7,x,y\n",
        "try.csv:3: adjustment_id: \"odd\" is in the file twice with different values: keep one of "
        "the two rows\n");
    ck_refused("adjustments", ADJUSTMENTS "odd,2026-10,Eve,6,x,y\n",
               "try.csv:2: employee_id: \"Eve\" is not among the employees: import it first, or "
               "correct it\n");
    ck_refused("targets", "scope,scope_id,metric_id,period,value\ncompany,,cals,2026-10,1\n",
               "try.csv: metric_id: \"cals\" is neither a metric nor a measure of the plan: import "
               "that first, or correct it\n");
    ck_assert_int_eq(lay("rules", ""), CX_EDATA);
}
END_TEST

/* Tables that only together are a plan. */
START_TEST(together)
{
    static const char tiers[] = "tier_id,from,to,rate\nb,0,,0.01\n";
    static const char rules[] = "rule_id,seq,kind,basis,tier_id\nt,1,tier,calls,b\n";
    const struct cx_lay tables[] = {{"rules", "rules.csv", rules, strlen(rules), false},
                                    {"tiers", "tiers.csv", tiers, strlen(tiers), false}};
    ck_assert_msg(cx_lay(c.db, tables, 2, company_hear, &c, &c.err) == 0, "%s",
                  cx_buf_str(&c.said));
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM rules JOIN tiers USING (tier_id)"), "1");
    ck_assert_str_eq(company_ask(&c, "SELECT count(*) FROM measures"), "2");
}
END_TEST

/* What is sealed counts, also where an import would refuse it now. */
START_TEST(what_was_sealed)
{
    struct cx_buf text = {0};
    cx_buf_puts(&text, "rule_id,seq,kind,amount,title\nscore,3,amount,7.50,");
    for (int i = 0; i <= CX_CSV_MAX_FIELD; i++)
        cx_buf_putc(&text, 't');
    cx_buf_putc(&text, '\n');
    ck_assert_int_eq(lay("rules", cx_buf_str(&text)), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "try.csv:2: column 5 is longer than 65536 bytes: is a quote missing?\n");
    ck_refused("rules", "rule_id,seq,kind,amount\nscore,3,amount,7.50\n",
               "try.csv:2: rule_id: score is a column of the sheet: choose another rule_id; one "
               "that is there already goes with cx-import --delete\n");
    const struct cx_lay table = {"rules", "rules", text.data, text.len, true};
    c.err = (struct cx_err){0};
    ck_assert_msg(cx_lay(c.db, &table, 1, company_hear, &c, &c.err) == 0, "%s", c.err.text);
    ck_assert_str_eq(company_ask(&c, "SELECT rule_id || length(title) FROM rules"), "score65537");
    cx_buf_fini(&text);
}
END_TEST

START_TEST(from_a_file)
{
    const struct cx_lay table = {"measures",
                                 company_write(&c, "m.csv",
                                               "measure_id,fact,unit,value\n"
                                               "talk,contact,seconds,1.0\n"
                                               "calls,contact,count,2.0\n"),
                                 NULL, 0, false};
    ck_assert_msg(cx_lay(c.db, &table, 1, company_hear, &c, &c.err) == 0, "%s",
                  cx_buf_str(&c.said));
    ck_assert_str_eq(company_ask(&c, "SELECT group_concat(measure_id || value, ' ') FROM "
                                     "(SELECT * FROM measures ORDER BY seq)"),
                     "talk1.0 calls2.0");
    struct cx_lay none = {"rules", "/nonexistent/rules.csv", NULL, 0, false};
    ck_assert_int_eq(cx_lay(c.db, &none, 1, company_hear, &c, &c.err), CX_EWORLD);
}
END_TEST

START_TEST(what_can_be_tried)
{
    ck_assert_int_eq(lay("payments", "payment_id\n"), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(c.err.text, "payments is no kind of the plan"));
    ck_assert_int_eq(lay("rulez", "rule_id\n"), CX_EUSAGE);
    ck_assert_ptr_nonnull(strstr(c.err.text, "unknown kind \"rulez\""));
}
END_TEST

/* Every kind of the plan has a table that can be laid over. */
START_TEST(every_kind_of_the_plan)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        const struct cx_kind *kind = kinds[i];
        struct cx_buf header = {0};
        if (!kind->is_plan)
            continue;
        for (size_t k = 0; k < kind->count; k++)
            cx_buf_printf(&header, "%s%s", k ? "," : "", kind->fields[k].name);
        cx_buf_putc(&header, '\n');
        int rc = lay(kind->name, cx_buf_str(&header));
        bool is_needed = strcmp(kind->name, "measures") == 0 || strcmp(kind->name, "tiers") == 0;
        ck_assert_msg(rc == (is_needed ? CX_EDATA : 0), "%s: %d %s%s", kind->name, rc,
                      cx_buf_str(&c.said), c.err.text);
        ck_assert_int_eq(cx_lay_lift(c.db, &c.err), 0);
        cx_buf_fini(&header);
    }
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, over_and_away);
    tcase_add_test(tc, new_ids);
    tcase_add_test(tc, the_file_stays);
    tcase_add_test(tc, by_a_writer_too);
    tcase_add_test(tc, bad_rows);
    tcase_add_test(tc, together);
    tcase_add_test(tc, what_was_sealed);
    tcase_add_test(tc, from_a_file);
    tcase_add_test(tc, what_can_be_tried);
    tcase_add_test(tc, every_kind_of_the_plan);
}

UNIT_MAIN("lay")
