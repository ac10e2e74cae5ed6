/* Streaks of sealed periods: who was in the top, as it was sealed. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "bonus/sealed.h"

static const struct cx_column columns[] = {
    {"rule_id", NULL, CX_CELL_TEXT, 0, false},
    {"employee_id", NULL, CX_CELL_TEXT, 0, false},
};

/* A row with no employee says that the rule was there. */
int write_tops(const struct cx_bonus *bonus, FILE *stream, struct cx_err *err)
{
    const struct cx_render_options options = {0};
    struct cx_render *render = NULL;
    int rc = cx_render_open(&render, stream, CX_FORMAT_CSV, columns, 2, &options, err);
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

static int take_row(struct sealed_tops *tops, struct cx_db *db, const struct cx_org *org,
                    const struct reading *reading, struct cx_err *err)
{
    const char *key = reading_cell(reading, reading_column(reading, "employee_id"));
    if (!*key)
        return 0;
    CX_GROW(tops->people, tops->count, tops->cap);
    return sealed_person(&tops->people[tops->count++], db, org, reading, key, err);
}

static int read_tops(struct sealed_tops *tops, struct cx_db *db, const struct cx_seal *seal,
                     const char *rule_id, const struct cx_org *org, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int found = 0, rc = text_get(&text, db, seal->seq, TEXT_TOPS, err);
    if (rc == 0)
        rc = reading_open(&reading, &text, "streaks that are sealed", err);
    while (rc == 0 && (rc = reading_next(&reading, err)) == 1) {
        rc = 0;
        if (strcmp(reading_cell(&reading, reading_column(&reading, "rule_id")), rule_id) == 0) {
            found = 1;
            rc = take_row(tops, db, org, &reading, err);
        }
    }
    reading_close(&reading);
    cx_buf_fini(&text);
    return rc < 0 ? rc : found;
}

int sealed_tops_load(struct sealed_tops *tops, struct cx_db *db, const struct cx_period *period,
                     const char *rule_id, const struct cx_org *org, struct cx_err *err)
{
    struct chain chain;
    *tops = (struct sealed_tops){0};
    int rc = chain_load(&chain, db, err);
    const struct cx_seal *seal = chain_find(&chain, period->name);
    if (rc == 0 && seal)
        rc = read_tops(tops, db, seal, rule_id, org, err);
    chain_fini(&chain);
    return rc;
}

void sealed_tops_fini(struct sealed_tops *tops)
{
    free(tops->people);
    *tops = (struct sealed_tops){0};
}
