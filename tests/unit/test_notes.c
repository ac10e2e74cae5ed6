/* import/notes: what is to be known of an import though nothing in it is wrong. Today is
 * 2026-10-31. */
#include "sealing.h"
#include "unit.h"

#define RULES "rule_id,seq,kind,amount,valid_from,valid_to\n"

#define CHANGED ".csv: 1 row was changed in place"
#define FROM_DAY                                                                                   \
    " (to change them from a day on, end the row with valid_to and add one with that day as "      \
    "valid_from)\n"

/* What is changed where it stood changes every month for which it was valid. */
START_TEST(changed_in_place)
{
    company_note(&c, "rules.csv", RULES "a,1,amount,5,,\nb,2,amount,5,2026-08-01,\n", "");
    company_note(&c, "rules.csv", RULES "a,1,amount,6,,\nb,2,amount,5,2026-08-01,\n",
                 "rules" CHANGED
                 ": this may change the scores or bonuses of 2026-06..2026-09" FROM_DAY);
    company_note(&c, "rules.csv", RULES "b,2,amount,6,2026-08-01,\n",
                 "rules" CHANGED
                 ": this may change the scores or bonuses of 2026-08..2026-09" FROM_DAY);
    /* what ends or begins with a month to come changes none; what ends earlier, those from then */
    company_note(&c, "rules.csv", RULES "a,1,amount,6,,2026-11-01\na,1,amount,7,2026-11-01,\n", "");
    company_note(&c, "rules.csv", RULES "a,1,amount,6,,2026-09-01\n",
                 "rules" CHANGED ": this may change the scores or bonuses of 2026-09" FROM_DAY);
    /* without validity: all */
    company_note(
        &c, "measures.csv", "measure_id,fact,unit,value\nrecovered,payment,money,2 * amount\n",
        "measures" CHANGED ": this may change the scores or bonuses of 2026-06..2026-09\n");
    company_note(&c, "scripts.csv", "script_id,seq,text\ns,1,Hello\n", "");
    company_note(&c, "scripts.csv", "script_id,seq,text\ns,1,Good day\n", "");
}
END_TEST

START_TEST(changed_under_seals)
{
    company_load(&c, "rules.csv", RULES "a,1,amount,5,,2026-08-01\nb,2,amount,5,,\n");
    seal_month("2026-06");
    seal_month("2026-07");
    company_note(&c, "rules.csv", RULES "a,1,amount,6,,2026-08-01\n",
                 "rules" CHANGED "; sealed months stay as they are\n");
    company_note(&c, "rules.csv", RULES "b,2,amount,6,,\n",
                 "rules" CHANGED
                 ": this may change the scores or bonuses of 2026-08..2026-09; sealed months stay "
                 "as they are" FROM_DAY);
}
END_TEST

START_TEST(inside_a_month)
{
    company_note(
        &c, "rules.csv", RULES "a,1,amount,5,2026-10-16,\nb,2,amount,5,2026-10-01,2027-01-01\n",
        "rules.csv:2: begins on 2026-10-16, inside a month: it pays for all of 2026-10, for "
        "the days before as well\n");
    company_note(&c, "rules.csv", RULES "a,1,amount,5,2026-10-16,\n", "");
}
END_TEST

/* Nobody listens to a refused import, a quiet one, or a laid table. */
START_TEST(unheard)
{
    company_load(&c, "rules.csv", RULES "a,1,amount,5,,\n");
    company_add(&c, "rules.csv", RULES "a,1,amount,6,,\nb,2,amount,lots,2026-10-16,\n");
    ck_assert_int_eq(company_import(&c), CX_EDATA);
    ck_assert_str_eq(cx_buf_str(&c.said),
                     "rules.csv:3: amount: \"lots\" is not an amount of money\n");
    c.options.note = NULL;
    company_note(&c, "rules.csv", RULES "a,1,amount,7,,\n", "");
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, open_noted, staff_close);
    tcase_add_test(tc, changed_in_place);
    tcase_add_test(tc, changed_under_seals);
    tcase_add_test(tc, inside_a_month);
    tcase_add_test(tc, unheard);
}

UNIT_MAIN("notes")
