/* The texts of a seal: all that its sheet was computed from and by, as it would be printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "pay/edition.h"
#include "plan/export.h"
#include "render/render.h"
#include "sheet/reread.h"
#include "sheet/texts.h"

/* Ends the table that wrote a text, and puts the text. */
static int put(struct cx_db *db, const char *name, struct cx_table *table, struct cx_buf *text,
               int rc, struct cx_err *err)
{
    if (rc == 0)
        rc = cx_table_end(table, err);
    cx_table_free(table);
    if (rc == 0)
        rc = text_put(db, name, cx_buf_str(text), err);
    cx_buf_fini(text);
    return rc;
}

static int put_sheets(struct cx_db *db, const struct cx_bonus *bonus, struct cx_err *err)
{
    int rc = 0;
    for (int view = 0; rc == 0 && view < CX_BONUS_VIEWS; view++) {
        struct cx_buf text = {0};
        struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
        rc = cx_bonus_table(table, bonus, (enum cx_bonus_view)view, err);
        rc = put(db, view_texts[view], table, &text, rc, err);
    }
    return rc;
}

static int put_scores(struct cx_db *db, const struct cx_scores *scores, struct cx_err *err)
{
    static const struct {
        const char *name;
        enum cx_score_view view;
    } tables[] = {{TEXT_SCORES, CX_VIEW_POSTS},
                  {TEXT_SCORE_LINES, CX_VIEW_LINES},
                  {TEXT_TEAMS, CX_VIEW_TEAMS},
                  {TEXT_COMPANY, CX_VIEW_COMPANY}};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) {
        struct cx_buf text = {0};
        struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
        rc = cx_scores_table(table, scores, tables[i].view, err);
        rc = put(db, tables[i].name, table, &text, rc, err);
    }
    return rc;
}

static int put_plan(struct cx_db *db, struct cx_err *err)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < count; i++) {
        struct cx_buf text = {0};
        char name[64];
        if (!is_sealed_kind(kinds[i]))
            continue;
        snprintf(name, sizeof name, TEXT_PLAN "%s", kinds[i]->name);
        rc = cx_export(&text, db, kinds[i], err);
        if (rc == 0)
            rc = text_put(db, name, cx_buf_str(&text), err);
        cx_buf_fini(&text);
    }
    return rc;
}

/* The words over the rules' columns, for formats that show them. */
static int titles_table(struct cx_table *out, const struct cx_plan *plan, struct cx_err *err)
{
    static const struct cx_column columns[] = {{"column", NULL, CX_CELL_TEXT, 0, false},
                                               {"title", NULL, CX_CELL_TEXT, 0, false}};
    int rc = 0;
    cx_table_columns(out, columns, 2);
    for (size_t i = 0; rc == 0 && i < plan->rule_count; i++) {
        struct cx_cell cells[] = {cx_cell_text(plan->rules[i].id),
                                  cx_cell_text(plan->rules[i].title)};
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}

/* Who was in the top of each streak's rule. A row with no employee says that the rule was there. */
static int tops_table(struct cx_table *out, const struct cx_bonus *bonus, struct cx_err *err)
{
    static const struct cx_column columns[] = {{"rule_id", NULL, CX_CELL_TEXT, 0, false},
                                               {"employee_id", NULL, CX_CELL_TEXT, 0, false}};
    int rc = 0;
    cx_table_columns(out, columns, 2);
    for (size_t i = 0; rc == 0 && i < bonus->top_count; i++) {
        int person = bonus->tops[i].person;
        struct cx_cell cells[] = {
            cx_cell_text(bonus->tops[i].rule_id),
            cx_cell_text(person < 0 ? NULL : bonus->scores->org->people[person].key)};
        rc = cx_table_row(out, cells, err);
    }
    return rc;
}

/* By which edition the rules paid: a sealed month is computed again by it. */
static int put_edition(struct cx_db *db, struct cx_err *err)
{
    static const struct cx_column column = {"edition", NULL, CX_CELL_NUMBER, 0, false};
    const struct cx_cell cell = cx_cell_n(EDITION);
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    cx_table_columns(table, &column, 1);
    int rc = cx_table_row(table, &cell, err);
    return put(db, TEXT_EDITION, table, &text, rc, err);
}

static int put_inputs(struct cx_db *db, struct inputs *inputs, struct cx_err *err)
{
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    int rc = inputs_count(inputs, db, err);
    if (rc == 0)
        rc = inputs_table(table, db, inputs, err);
    return put(db, TEXT_INPUTS, table, &text, rc, err);
}

static int put_all(struct cx_db *db, const struct cx_bonus *bonus, struct inputs *inputs,
                   struct cx_err *err)
{
    struct cx_buf titles = {0}, tops = {0};
    int rc = put_sheets(db, bonus, err);
    if (rc == 0)
        rc = put_scores(db, bonus->scores, err);
    if (rc == 0) {
        struct cx_table *table = cx_table_into(&titles, CX_FORMAT_CSV);
        rc = titles_table(table, bonus->scores->plan, err);
        rc = put(db, TEXT_TITLES, table, &titles, rc, err);
    }
    if (rc == 0) {
        struct cx_table *table = cx_table_into(&tops, CX_FORMAT_CSV);
        rc = tops_table(table, bonus, err);
        rc = put(db, TEXT_TOPS, table, &tops, rc, err);
    }
    if (rc == 0)
        rc = put_inputs(db, inputs, err);
    if (rc == 0)
        rc = put_edition(db, err);
    return rc == 0 ? put_plan(db, err) : rc;
}

/* What is sealed is the same in all languages. */
int seal_texts_put(struct cx_db *db, const struct cx_bonus *bonus, struct inputs *inputs,
                   struct cx_err *err)
{
    bool was_plain = cx_lang_set_output_plain(true);
    int rc = put_all(db, bonus, inputs, err);
    cx_lang_set_output_plain(was_plain);
    return rc;
}

static int read_views(struct cx_db *db, struct cx_seal *seal, struct cx_err *err)
{
    struct sealed_sheet *sheet = NULL;
    int rc = reread_load(&sheet, db, seal, err);
    for (int view = 0; rc == 0 && view < CX_BONUS_VIEWS; view++) {
        struct cx_table *table = cx_table_new(NULL);
        rc = reread_table(table, sheet, seal, (enum cx_bonus_view)view, err);
        cx_table_free(table);
    }
    reread_free(sheet);
    return rc;
}

static int read_text(struct cx_db *db, struct cx_seal *seal, const char *name, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int rc = text_get(&text, db, seal, name, err);
    if (rc == 0)
        rc = reading_open(&reading, &text, name, err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1)
        rc = 0;
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc;
}

static int read_all(struct cx_db *db, struct cx_seal *seal, const struct cx_org *org,
                    struct cx_err *err)
{
    struct sealed_lines lines = {0};
    struct cx_stmt *stmt = NULL;
    int rc = sealed_lines_load(&lines, db, seal, org, err);
    sealed_lines_fini(&lines);
    if (rc == 0)
        rc = read_views(db, seal, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, "SELECT name FROM seal_texts WHERE seq = ?1", err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, seal->seq);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1)
        rc = read_text(db, seal, cx_stmt_text(stmt, 0), err);
    cx_stmt_free(stmt);
    return rc;
}

int seal_texts_read(struct cx_db *db, struct cx_seal *seal, const struct cx_org *org,
                    struct cx_err *err)
{
    struct cx_err problem = {0};
    int rc = read_all(db, seal, org, &problem);
    return rc < 0 ? cx_err_set(err, rc, "%s can't be sealed: it could not be read again: %s",
                               seal->period, problem.text)
                  : 0;
}
