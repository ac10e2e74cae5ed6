/* The texts of a seal: all that its sheet was computed from and by, as it would be printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plan/export.h"
#include "seal/sealed.h"
#include "sheet/sheet.h"
#include "sheet/texts.h"

static const struct cx_render_options plain = {0};

/* Writes a text through a stream in memory. */
struct writing {
    const char *name;
    char *text;
    size_t size;
    FILE *stream;
};

static FILE *begin(struct writing *writing, const char *name)
{
    *writing = (struct writing){.name = name};
    writing->stream = open_memstream(&writing->text, &writing->size);
    return writing->stream;
}

static int end(struct writing *writing, struct cx_db *db, int rc, struct cx_err *err)
{
    bool is_whole = !ferror(writing->stream);
    if (fclose(writing->stream) != 0 || !is_whole)
        rc = cx_err_set(err, CX_EWORLD, "%s: can't be kept in memory", writing->name);
    if (rc == 0)
        rc = text_put(db, writing->name, writing->text, err);
    free(writing->text);
    return rc;
}

static int put_sheets(struct cx_db *db, const struct cx_bonus *bonus, struct cx_err *err)
{
    static const struct {
        const char *name;
        enum cx_bonus_view view;
    } sheets[] = {{TEXT_SHEET, CX_BONUS_POSTS},
                  {TEXT_PEOPLE, CX_BONUS_PEOPLE},
                  {TEXT_LINES, CX_BONUS_LINES},
                  {TEXT_BY_TEAM, CX_BONUS_TEAMS},
                  {TEXT_PAY, CX_BONUS_PAY}};
    struct writing writing;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof sheets / sizeof *sheets; i++) {
        FILE *stream = begin(&writing, sheets[i].name);
        rc = cx_bonus_write(bonus, sheets[i].view, stream, CX_FORMAT_CSV, &plain, err);
        rc = end(&writing, db, rc, err);
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
    struct writing writing;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof tables / sizeof *tables; i++) {
        FILE *stream = begin(&writing, tables[i].name);
        struct cx_table *table = cx_table_stream(stream, CX_FORMAT_CSV, &plain);
        rc = cx_scores_table(table, scores, tables[i].view, err);
        if (rc == 0)
            rc = cx_table_end(table, err);
        cx_table_free(table);
        rc = end(&writing, db, rc, err);
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
static int write_titles(const struct cx_plan *plan, FILE *stream, struct cx_err *err)
{
    static const struct cx_column columns[] = {{"column", NULL, CX_CELL_TEXT, 0, false},
                                               {"title", NULL, CX_CELL_TEXT, 0, false}};
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, stream, CX_FORMAT_CSV, columns, 2, &plain, err);
    for (size_t i = 0; rc == 0 && i < plan->rule_count; i++) {
        struct cx_cell cells[] = {cx_cell_text(plan->rules[i].id),
                                  cx_cell_text(plan->rules[i].title)};
        rc = cx_render_row(render, cells, err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
}

/* Who was in the top of each streak's rule. A row with no employee says that the rule was there. */
static int write_tops(const struct cx_bonus *bonus, FILE *stream, struct cx_err *err)
{
    static const struct cx_column columns[] = {{"rule_id", NULL, CX_CELL_TEXT, 0, false},
                                               {"employee_id", NULL, CX_CELL_TEXT, 0, false}};
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, stream, CX_FORMAT_CSV, columns, 2, &plain, err);
    for (size_t i = 0; rc == 0 && i < bonus->top_count; i++) {
        int person = bonus->tops[i].person;
        struct cx_cell cells[] = {
            cx_cell_text(bonus->tops[i].rule_id),
            cx_cell_text(person < 0 ? NULL : bonus->scores->org->people[person].key)};
        rc = cx_render_row(render, cells, err);
    }
    int closed = render ? cx_render_close(render, err) : 0;
    return rc < 0 ? rc : closed;
}

int seal_texts_put(struct cx_db *db, const struct cx_bonus *bonus, struct cx_err *err)
{
    struct writing writing;
    int rc = put_sheets(db, bonus, err);
    if (rc == 0)
        rc = put_scores(db, bonus->scores, err);
    if (rc == 0) {
        FILE *stream = begin(&writing, TEXT_TITLES);
        rc = end(&writing, db, write_titles(bonus->scores->plan, stream, err), err);
    }
    if (rc == 0) {
        FILE *stream = begin(&writing, TEXT_TOPS);
        rc = end(&writing, db, write_tops(bonus, stream, err), err);
    }
    if (rc == 0) {
        FILE *stream = begin(&writing, TEXT_INPUTS);
        rc = end(&writing, db, write_inputs(db, stream, err), err);
    }
    return rc == 0 ? put_plan(db, err) : rc;
}
