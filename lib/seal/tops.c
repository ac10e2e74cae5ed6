/* Streaks of sealed periods: who was in the top, as it was sealed. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "seal/sealed.h"

static int take_row(struct sealed_tops *tops, struct cx_db *db, const struct cx_org *org,
                    const struct reading *reading, struct cx_err *err)
{
    const char *key = reading_cell(reading, reading_column(reading, "employee_id"));
    if (!*key)
        return 0;
    CX_GROW(tops->people, tops->count, tops->cap);
    int rc = sealed_person(&tops->people[tops->count], db, org, reading, key, err);
    tops->count += rc == 0 && tops->people[tops->count] >= 0;
    return rc;
}

static int read_tops(struct sealed_tops *tops, struct cx_db *db, struct cx_seal *seal,
                     const char *rule_id, const struct cx_org *org, struct cx_err *err)
{
    struct reading reading = {.fd = -1};
    struct cx_buf text = {0};
    int found = 0, rc = text_get(&text, db, seal, TEXT_TOPS, err);
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
    struct cx_seal *seal = chain_find(&chain, period->name);
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
