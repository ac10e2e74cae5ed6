/* customers: who owes, by rating, age, region and product, and how much of it came back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "report/ledger.h"
#include "report/reports.h"
#include "report/todate.h"

enum { RATING, AGE, REGION, PRODUCT, DIMENSIONS };
static const char *const dimension_names[DIMENSIONS] = {
    NC_("word", "rating"), NC_("word", "age"), NC_("word", "region"), NC_("word", "product")};

struct part {
    int64_t customers, accounts, owed, recovered, left;
};

struct mix {
    const struct ledger *ledger;
    struct cx_pool *values[DIMENSIONS];
    struct cx_map *seen[DIMENSIONS]; /* customer and value: counted */
    struct part *parts[DIMENSIONS];
    size_t caps[DIMENSIONS];
};

static void add(struct mix *mix, int dimension, const char *value,
                const struct ledger_account *account)
{
    int old = cx_pool_count(mix->values[dimension]);
    int at = cx_pool_put(mix->values[dimension], value, strlen(value));
    if (at == old) {
        size_t count = (size_t)at;
        CX_GROW(mix->parts[dimension], count, mix->caps[dimension]);
        mix->parts[dimension][at] = (struct part){0};
    }
    struct part *part = &mix->parts[dimension][at];
    int64_t key = (int64_t)cx_map_hash(&account->customer, sizeof account->customer, (uint64_t)at);
    int64_t opening =
        account->is_new ? account->after + account->paid + account->waived : account->before;
    if (opening <= 0 && account->paid == 0)
        return; /* nothing was owed, and nothing happened */
    part->accounts++;
    if (account->customer && cx_map_put(mix->seen[dimension], key, 1))
        part->customers++;
    part->owed += opening > 0 ? opening : 0;
    part->recovered += account->paid;
    part->left += !account->is_closed && account->after > 0 ? account->after : 0;
}

/* Ten years a band: 30-39. */
static const char *band_of(char buf[32], const struct cx_past_debtor *debtor, cx_date day)
{
    buf[0] = '\0';
    if (debtor && debtor->born_on != CX_DATE_NONE) {
        int band = cx_date_whole_years(debtor->born_on, day) / 10 * 10;
        snprintf(buf, 32, "%d-%d", band, band + 9);
    }
    return buf;
}

static const char *text_of(const struct cx_past *past, int32_t text)
{
    const char *s = cx_past_text(past, text);
    return s ? s : "";
}

/* Of the account or, if it has none, of the customer. */
static const char *region_of(const struct cx_past *past)
{
    const char *own = text_of(past, past->debt->region);
    return *own || !past->debtor ? own : text_of(past, past->debtor->region);
}

static void add_all(struct mix *mix)
{
    const struct cx_archive *archive = mix->ledger->archive;
    for (size_t i = 0; i < archive->count; i++) {
        const struct cx_past past = cx_archive_past(archive, i);
        const struct cx_past_debtor *debtor = past.debtor;
        struct ledger_account account;
        char band[32];
        if (!ledger_account(&account, mix->ledger, i))
            continue;
        add(mix, RATING, debtor && debtor->rating >= 0 ? cx_ratings[debtor->rating] : "", &account);
        add(mix, AGE, band_of(band, debtor, mix->ledger->period.to - 1), &account);
        add(mix, REGION, region_of(&past), &account);
        add(mix, PRODUCT, text_of(&past, past.debt->product), &account);
    }
}

/* The place of a value in its dimension's order: ratings as they rank, the rest by their text, what
 * is not known last. */
static int compare(int dimension, const char *a, const char *b)
{
    if (!*a || !*b)
        return !*a - !*b;
    if (dimension == RATING)
        return cx_word_find(cx_ratings, a, strlen(a)) - cx_word_find(cx_ratings, b, strlen(b));
    if (dimension == AGE)
        return atoi(a) - atoi(b);
    return strcmp(a, b);
}

static void add_rows(struct cx_table *table, const struct mix *mix, int dimension)
{
    int count = cx_pool_count(mix->values[dimension]);
    int *order = cx_alloc(((size_t)count + 1) * sizeof *order);
    for (int i = 0; i < count; i++) {
        int k = i;
        const char *value = cx_pool_get(mix->values[dimension], i);
        for (; k > 0 &&
               compare(dimension, cx_pool_get(mix->values[dimension], order[k - 1]), value) > 0;
             k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
    for (int i = 0; i < count; i++) {
        const char *value = cx_pool_get(mix->values[dimension], order[i]);
        const struct part *part = &mix->parts[dimension][order[i]];
        const struct cx_cell cells[] = {
            cx_cell_word(dimension_names[dimension]),
            *value ? cx_cell_text(value) : CX_NULL_CELL,
            cx_cell_n(part->customers),
            cx_cell_n(part->accounts),
            cx_cell_n(part->owed),
            cx_cell_n(part->recovered),
            report_cell(report_share(part->recovered, 2, part->owed, 2, 6), -1),
            cx_cell_n(part->left),
        };
        if (part->accounts > 0)
            cx_table_keep(table, cells);
    }
    free(order);
}

static void make(struct cx_table *out, const struct mix *mix)
{
    static const struct cx_column columns[] = {
        {"dimension", "By", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_TEXT, 0, false},
        {"customers", "Customers", CX_CELL_NUMBER, 0, false},
        {"accounts", "Accounts", CX_CELL_NUMBER, 0, false},
        {"owed", "Owed", CX_CELL_MONEY, 2, false},
        {"recovered", "Recovered", CX_CELL_MONEY, 2, false},
        {"rate", "Recovered of owed", CX_CELL_NUMBER, 6, false},
        {"left", "Left at the end", CX_CELL_MONEY, 2, false},
    };
    cx_table_title(out, "Customers");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    out->keys = 2;
    for (int i = 0; i < DIMENSIONS; i++)
        add_rows(out, mix, i);
    out->chart = (struct cx_chart){
        .kind = CX_CHART_BARS, .label = 1, .first = 6, .count = 1, .is_share = true};
    cx_table_say(out, "How much of what they owed customers paid");
}

REPORT(report_customers)
{
    struct ledger *ledger = NULL;
    struct mix mix = {0};
    struct cx_period part;
    int rc = todate_cut(&part, &options->period, cx_date_of(options->until), err);
    if (rc == 0)
        rc = ledger_load_customers(&ledger, db, &part, err);
    mix.ledger = ledger;
    for (int i = 0; i < DIMENSIONS; i++) {
        mix.values[i] = cx_pool_new();
        mix.seen[i] = cx_map_new();
    }
    if (rc == 0) {
        add_all(&mix);
        make(out, &mix);
    }
    for (int i = 0; i < DIMENSIONS; i++) {
        cx_pool_free(mix.values[i]);
        cx_map_free(mix.seen[i]);
        free(mix.parts[i]);
    }
    ledger_free(ledger);
    return rc;
}
