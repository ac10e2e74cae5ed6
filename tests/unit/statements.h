/* Statements of the staff, for the tests of statement/. */
#ifndef CX_UNIT_STATEMENTS_H
#define CX_UNIT_STATEMENTS_H

#include "bonuses.h"
#include "files.h"
#include "statement/statement.h"

/* What October's statement of somebody says; the caller frees. */
static inline char *statement_as(const char *employee, enum cx_format format)
{
    struct cx_bonus *bonus = bonus_of("2026-10");
    struct cx_buf text = {0};
    int rc = cx_bonus_explain(&text, bonus, c.db, employee, NULL, format, &c.err);
    ck_assert_msg(rc == 0, "%s", c.err.text);
    cx_bonus_free(bonus);
    return text.data;
}

/* … holds these words, or doesn't. */
static inline void ck_says(const char *employee, const char *words)
{
    char *text = statement_as(employee, CX_FORMAT_MD);
    ck_assert_msg(strstr(text, words) != NULL, "not said: %s\n%s", words, text);
    free(text);
}

static inline void ck_says_not(const char *employee, const char *words)
{
    char *text = statement_as(employee, CX_FORMAT_MD);
    ck_assert_msg(strstr(text, words) == NULL, "said: %s\n%s", words, text);
    free(text);
}

#endif
