/* What rules pay the staff, as text, for the tests of pay and sheet. */
#ifndef CX_UNIT_BONUSES_H
#define CX_UNIT_BONUSES_H

#include "sheet/sheet.h"
#include "staff.h"

/* Runs the rules; in every row the lines add up to the total. The caller frees. */
static inline struct cx_bonus *bonus_of(const char *period)
{
    struct cx_bonus *bonus = NULL;
    ck_assert_msg(cx_bonus_compute(&bonus, c.db, scored(period), &c.err) == 0, "%s", c.err.text);
    for (size_t i = 0; i < bonus->row_count; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < bonus->line_count; k++)
            sum += bonus->lines[k].row == (int)i ? bonus->lines[k].amount : 0;
        ck_assert_int_eq(sum, bonus->rows[i].total);
    }
    return bonus;
}

static inline const char *dash(const char *text)
{
    return *text ? text : "-";
}

/* Compares the lines of a period with wanted, a line each: employee, rule and amount; in full also
 * basis, rate, days/days before the amount, and the note after it. */
static inline void ck_bonus(const char *period, bool in_full, const char *wanted)
{
    struct cx_bonus *bonus = bonus_of(period);
    struct cx_buf got = {0};
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        int person = bonus->rows[line->row].person;
        cx_buf_printf(&got, "%s %s", bonus->scores->org->people[person].key, line->rule_id);
        if (in_full)
            cx_buf_printf(&got, " %s %s %d/%d", dash(shown(line->basis, line->basis_decimals)),
                          dash(shown(line->rate, line->rate_decimals)), line->days,
                          line->period_days);
        cx_buf_printf(&got, " %s", shown(line->amount, 2));
        if (in_full && line->note && *line->note)
            cx_buf_printf(&got, " %s", line->note);
        cx_buf_putc(&got, '\n');
    }
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
    cx_bonus_free(bonus);
}

static inline void ck_paid(const char *wanted)
{
    ck_bonus("2026-10", false, wanted);
}

static inline void ck_explained(const char *wanted)
{
    ck_bonus("2026-10", true, wanted);
}

/* The run fails with these words. */
static inline void ck_no_bonus(const char *words)
{
    struct cx_bonus *bonus = NULL;
    ck_assert_int_eq(cx_bonus_compute(&bonus, c.db, scored("2026-10"), &c.err), CX_EDATA);
    ck_assert_ptr_null(bonus);
    ck_assert_str_eq(c.err.text, words);
}

static inline void rules(const char *text)
{
    staff_replan("rules", text);
}

#endif
