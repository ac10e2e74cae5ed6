/* Where a period stands: open or sealed, and what was paid before it. */
#include <string.h>

#include "base/date.h"
#include "base/decimal.h"
#include "statement/parts.h"

/* What a sealed period has for the person; 0: it is open. */
static int load_sealed(int64_t *paid, struct cx_seal *seal, struct statement *statement,
                       const struct cx_period *period)
{
    struct cx_err *err = statement->engine.err;
    struct sealed_lines lines = {0};
    struct cx_db *db = statement->engine.db;
    *paid = 0; /* a part of a sheet whose sums fit */
    int rc = cx_bonus_is_sealed(seal, db, period, err);
    int is_sealed = rc;
    if (is_sealed == 1)
        rc = sealed_lines_load(&lines, db, seal, statement->bonus->scores->org, err);
    for (size_t i = 0; rc == 0 && i < lines.count; i++)
        *paid += lines.list[i].person == statement->person ? lines.list[i].amount : 0;
    sealed_lines_fini(&lines);
    return rc < 0 ? rc : is_sealed;
}

static int say_sealed(struct statement *statement, int64_t total)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_seal seal = {0};
    int64_t paid;
    int rc = load_sealed(&paid, &seal, statement, &scores->period);
    if (rc == 1) {
        char at[CX_DATE_TEXT];
        cx_date_format(at, cx_date_of(seal.at));
        page_say(page, "%s was sealed on %s, and no longer changes. Hash of the seal: %s",
                 scores->period.name, at, page_code(page, seal.hash));
        if (paid != total)
            page_say(page,
                     "But %s was sealed with %s for you, and that is what counts. This is what "
                     "today's data and plan give; what came late is put right in the next month.",
                     scores->period.name, page_strong(page, page_money(page, paid)));
    } else if (rc == 0) {
        page_say(page, "%s is not sealed yet: until it is, amounts can change.",
                 scores->period.name);
    }
    cx_seal_fini(&seal);
    return rc < 0 ? rc : 0;
}

/* The months of the year before this one, as far as they are sealed. */
static int say_before(struct statement *statement, int64_t total)
{
    const struct cx_scores *scores = statement->bonus->scores;
    struct page *page = statement->page;
    struct cx_period month = scores->before;
    int64_t year = total;
    int rc = 0, months = 0;
    char name[CX_PERIOD_TEXT];
    bool is_month = strlen(scores->period.name) == 7 && scores->period.name[5] != 'Q';
    for (int i = 0; is_month && rc >= 0 && i < 12; i++, month = cx_period_before(&month)) {
        struct cx_seal seal = {0};
        int64_t paid;
        bool is_same_year = strncmp(month.name, scores->period.name, 4) == 0;
        if (i > 0 && !is_same_year)
            break;
        rc = load_sealed(&paid, &seal, statement, &month);
        cx_seal_fini(&seal);
        if (rc != 1)
            break;
        if (i == 0)
            page_item(page, 0, "The month before, %s: %s", month.name, page_money(page, paid));
        if (!is_same_year)
            continue;
        memcpy(name, month.name, sizeof name);
        year += paid;
        months++;
    }
    if (rc >= 0 && months > 0)
        page_item(page, 0, "Since %s, this month included: %s", name, page_money(page, year));
    page_end_list(page);
    return rc < 0 ? rc : 0;
}

int explain_sofar(struct statement *statement, int64_t total)
{
    int rc = say_sealed(statement, total);
    return rc < 0 ? rc : say_before(statement, total);
}
