#include "report/latest.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/pool.h"
#include "fact/events.h"
#include "kind/words.h"
#include "past/stream.h"
#include "report/breaking.h"
#include "report/latest.sql.h"
#include "store/id.h"

struct contact {
    struct contact_made made;
    bool is_blocked;
    int32_t rules;   /* place in texts; -1: it breaks none */
    int64_t promise; /* cents; INT64_MIN: no amount named */
};

struct latest {
    struct cx_db *db;
    const struct cx_scores *scores;
    size_t most;
    struct cx_map *blocked;     /* the period's contacts that break a rule, and perhaps others */
    struct contact *contacts;   /* by post, `most` of each, the first to show first */
    size_t *contact_counts;     /* by post: all there were */
    struct cx_events *payments; /* likewise; NULL: the plan has no measure over them */
    int measure;
    struct cx_pool *texts;
};

static bool is_before(const struct contact *a, const struct contact *b)
{
    if (a->is_blocked != b->is_blocked)
        return a->is_blocked;
    return a->made.started_at != b->made.started_at ? a->made.started_at > b->made.started_at
                                                    : a->made.id > b->made.id;
}

/* Puts a contact where it belongs among those of its post that are kept. */
static void put_contact(void *context, const struct contact_made *made)
{
    struct latest *latest = context;
    if (made->post < 0)
        return;
    const struct contact contact = {*made, cx_map_get(latest->blocked, made->id) != NULL, -1,
                                    INT64_MIN};
    struct contact *list = latest->contacts + (size_t)made->post * latest->most;
    size_t n = latest->contact_counts[made->post]++, at;
    n = n < latest->most ? n : latest->most;
    for (at = n; at > 0 && is_before(&contact, &list[at - 1]); at--) {
        if (at < latest->most)
            list[at] = list[at - 1];
    }
    if (at < latest->most)
        list[at] = contact;
}

static int find_blocked(struct latest *latest, struct cx_err *err)
{
    const struct cx_period *period = &latest->scores->period;
    struct cx_stmt *stmt = NULL;
    int rc = breaking_stmt(&stmt, latest->db, SQL_blocked, err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, period->from);
        cx_stmt_bind_int(stmt, 2, period->to);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_map_put(latest->blocked, cx_stmt_int(stmt, 0), 0);
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static size_t kept_contacts(const struct latest *latest, int post)
{
    size_t count = latest->contact_counts[post];
    return count < latest->most ? count : latest->most;
}

/* What one statement says of a contact. */
static int look_up(struct latest *latest, struct contact *contact, struct cx_stmt *stmt,
                   void (*take)(struct latest *, struct contact *, struct cx_stmt *),
                   struct cx_err *err)
{
    cx_stmt_reset(stmt);
    cx_stmt_bind_int(stmt, 1, contact->made.id);
    int rc = cx_stmt_step(stmt, err);
    if (rc == 1)
        take(latest, contact, stmt);
    return rc < 0 ? rc : 0;
}

static void take_rules(struct latest *latest, struct contact *contact, struct cx_stmt *row)
{
    const char *rules = cx_stmt_is_null(row, 0) ? cx_shown_word("review") : cx_stmt_text(row, 0);
    contact->rules = cx_pool_put(latest->texts, rules, strlen(rules));
}

static void take_promise(struct latest *latest, struct contact *contact, struct cx_stmt *row)
{
    (void)latest;
    contact->promise = cx_past_named(row, 0);
}

int latest_find_words(struct latest *latest, struct cx_err *err)
{
    struct cx_stmt *rules = NULL, *promise = NULL;
    int rc = breaking_stmt(&rules, latest->db, SQL_rules_of, err);
    if (rc == 0)
        rc = cx_stmt_new(&promise, latest->db, SQL_promise_of, err);
    for (int post = 0; rc == 0 && post < latest->scores->org->post_count; post++) {
        struct contact *list = latest->contacts + (size_t)post * latest->most;
        for (size_t i = 0; rc == 0 && i < kept_contacts(latest, post); i++) {
            rc = look_up(latest, &list[i], promise, take_promise, err);
            if (rc == 0 && list[i].is_blocked)
                rc = look_up(latest, &list[i], rules, take_rules, err);
        }
    }
    cx_stmt_free(rules);
    cx_stmt_free(promise);
    return rc;
}

static int find_measure(const struct cx_plan *plan)
{
    for (size_t i = 0; i < plan->measure_count; i++) {
        const struct cx_quantity *of = &plan->quantities[i];
        if (of->fact == CX_FACT_PAYMENT && of->unit == CX_UNIT_MONEY)
            return (int)i;
    }
    return -1;
}

int latest_find_payments(struct latest *latest, struct cx_err *err)
{
    const struct cx_scores *scores = latest->scores;
    size_t posts = (size_t)scores->org->post_count;
    if (latest->measure < 0)
        return 0;
    struct cx_sum_key *keys = cx_alloc((posts + 1) * sizeof *keys);
    for (size_t i = 0; i < posts; i++)
        keys[i] = (struct cx_sum_key){0, i, (size_t)latest->measure};
    int rc = cx_events_latest(&latest->payments, latest->db, scores->plan, scores->org,
                              &scores->period, 1, keys, posts, latest->most, err);
    free(keys);
    return rc;
}

int latest_new(struct latest **out, struct cx_db *db, const struct cx_scores *scores, size_t most,
               struct cx_err *err)
{
    struct latest *latest = cx_alloc(sizeof *latest);
    size_t posts = (size_t)scores->org->post_count;
    latest->db = db;
    latest->scores = scores;
    latest->most = most;
    latest->blocked = cx_map_new();
    latest->contacts = cx_alloc((posts * most + 1) * sizeof *latest->contacts);
    latest->contact_counts = cx_alloc((posts + 1) * sizeof *latest->contact_counts);
    latest->measure = find_measure(scores->plan);
    latest->texts = cx_pool_new();
    int rc = find_blocked(latest, err);
    if (rc < 0)
        latest_free(latest);
    else
        *out = latest;
    return rc;
}

struct contact_listener latest_listener(struct latest *latest)
{
    return (struct contact_listener){put_contact, latest};
}

void latest_free(struct latest *latest)
{
    if (!latest)
        return;
    cx_events_free(latest->payments);
    cx_map_free(latest->blocked);
    cx_pool_free(latest->texts);
    free(latest->contacts);
    free(latest->contact_counts);
    free(latest);
}

size_t latest_contact_count(const struct latest *latest, int post)
{
    return latest->contact_counts[post];
}

bool latest_breaks(const struct latest *latest, int post)
{
    return kept_contacts(latest, post) > 0 &&
           latest->contacts[(size_t)post * latest->most].is_blocked;
}

void latest_contacts(struct cx_table *out, const struct latest *latest, int post)
{
    static const struct cx_column columns[] = {
        {"at", "When", CX_CELL_TIME, 0, false},
        {"contact_id", "Contact", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"channel", "Channel", CX_CELL_TEXT, 0, false},
        {"outcome", "Outcome", CX_CELL_TEXT, 0, false},
        {"promised", "Promised", CX_CELL_MONEY, 2, false},
        {"breaks", "Breaks", CX_CELL_TEXT, 0, false}, /* where some do */
    };
    enum { COLUMNS = sizeof columns / sizeof *columns };
    const struct contact *list = latest->contacts + (size_t)post * latest->most;
    cx_table_columns(out, columns, latest_breaks(latest, post) ? COLUMNS : COLUMNS - 1);
    for (size_t i = 0; i < kept_contacts(latest, post); i++) {
        const struct contact_made *of = &list[i].made;
        char id[CX_ID_MAX + 1], account[CX_ID_MAX + 1];
        const struct cx_cell cells[] = {
            cx_cell_n(of->started_at),
            cx_cell_text(cx_id_text(id, latest->db, of->id)),
            cx_cell_text(of->account ? cx_id_text(account, latest->db, of->account) : NULL),
            cx_cell_word(of->channel < 0 ? NULL : cx_channels[of->channel]),
            cx_cell_word(of->outcome < 0 ? NULL : cx_outcomes[of->outcome]),
            list[i].promise == INT64_MIN ? CX_NULL_CELL : cx_cell_n(list[i].promise),
            cx_cell_text(list[i].rules < 0 ? NULL : cx_pool_get(latest->texts, list[i].rules)),
        };
        cx_table_keep(out, cells);
    }
}

int latest_measure(const struct latest *latest)
{
    return latest->measure;
}

static const struct cx_event *payments_of(const struct latest *latest, int post, size_t *count)
{
    *count = 0;
    return latest->payments ? cx_events_of(latest->payments, (size_t)post, count) : NULL;
}

size_t latest_payment_count(const struct latest *latest, int post)
{
    return latest->payments ? latest->payments->totals[post] : 0;
}

void latest_payments(struct cx_table *out, const struct latest *latest, int post)
{
    static const struct cx_column columns[] = {
        {"day", "Day", CX_CELL_DATE, 0, false},
        {"payment_id", "Payment", CX_CELL_TEXT, 0, false},
        {"account_id", "Account", CX_CELL_TEXT, 0, false},
        {"counted", "Counted", CX_CELL_MONEY, 2, false},
    };
    size_t count;
    const struct cx_event *events = payments_of(latest, post, &count);
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    for (size_t i = count; i > 0; i--) {
        const struct cx_event *of = &events[i - 1];
        const struct cx_cell cells[] = {cx_cell_n(of->day), cx_cell_text(of->id),
                                        cx_cell_text(of->account), cx_cell_n(of->value)};
        cx_table_keep(out, cells);
    }
}
