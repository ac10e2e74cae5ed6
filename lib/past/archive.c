#include "past/archive.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "past/archive.sql.h"
#include "past/archive_contacts.h"
#include "past/balances.h"
#include "past/days.h"
#include "past/former.h"
#include "past/ties.h"

static int32_t keep(struct cx_archive *archive, struct cx_stmt *row, int column)
{
    const char *text = cx_stmt_text(row, column);
    return text ? cx_pool_put(archive->texts, text, strlen(text)) : -1;
}

static void take_customer(struct cx_archive *archive, struct cx_stmt *row)
{
    CX_GROW(archive->debtors, archive->debtor_count, archive->debtor_cap);
    archive->debtors[archive->debtor_count++] = (struct cx_past_debtor){
        .id = cx_stmt_int(row, 0),
        .rating = (int8_t)cx_stmt_choice(row, 1, cx_ratings, -1),
        .channel = (int8_t)cx_stmt_choice(row, 2, cx_channels, -1),
        .born_on = (cx_date)cx_stmt_int_or(row, 3, CX_DATE_NONE),
        .region = keep(archive, row, 4),
        .owner = cx_stmt_int(row, 5),
        .has_contact = cx_stmt_int(row, 6) == 1,
        .since = (cx_date)cx_stmt_int_or(row, 7, CX_PAST_EVER),
    };
}

static void take_account(struct cx_archive *archive, struct cx_stmt *row)
{
    bool has_debtor = !cx_stmt_is_null(row, 1);
    CX_GROW(archive->debts, archive->count, archive->cap);
    archive->debts[archive->count++] = (struct cx_past_debt){
        .id = cx_stmt_int(row, 0),
        .debtor = has_debtor ? cx_lookup_find(&archive->customers, cx_stmt_int(row, 1)) : -1,
        .cents = cx_stmt_int(row, 2),
        .due_on = (cx_date)cx_stmt_int(row, 3),
        .placed_on = (cx_date)cx_stmt_int_or(row, 4, cx_stmt_int(row, 3)),
        .status = (int8_t)cx_stmt_choice(row, 5, cx_account_statuses, 0),
        .paused_until = (cx_date)cx_stmt_int_or(row, 6, CX_DATE_NONE),
        .region = keep(archive, row, 7),
        .product = keep(archive, row, 8),
        .client = keep(archive, row, 9),
        .batch = keep(archive, row, 10),
        .since = (cx_date)cx_stmt_int_or(row, 11, CX_PAST_EVER),
        .closed_on = (cx_date)cx_stmt_int_or(row, 12, CX_DATE_NONE),
        .close_reason = (int8_t)cx_stmt_choice(row, 13, cx_close_reasons, -1),
    };
}

static void take_bare_account(struct cx_archive *archive, struct cx_stmt *row)
{
    CX_GROW(archive->debts, archive->count, archive->cap);
    archive->debts[archive->count++] =
        bare_debt(cx_stmt_int(row, 0), cx_stmt_int(row, 1), (cx_date)cx_stmt_int(row, 2),
                  (cx_date)cx_stmt_int_or(row, 3, cx_stmt_int(row, 2)),
                  (cx_date)cx_stmt_int_or(row, 4, CX_DATE_NONE));
}

/* Room for one more item of the account that a row is about. */
static void *add(struct cx_archive *archive, struct cx_strand *strand, struct cx_stmt *row)
{
    return cx_strand_add(strand, cx_lookup_row(&archive->accounts, row, 0));
}

static void take_payment(struct cx_archive *archive, struct cx_stmt *row)
{
    struct cx_past_payment *payment = add(archive, &archive->payments, row);
    *payment = (struct cx_past_payment){cx_stmt_int(row, 1), cx_stmt_int(row, 2)};
}

/* What was paid before the first day that is asked for is taken off the debt later: sums alone stay
 * in the processor's cache. */
static void take_bare_payment(struct cx_archive *archive, struct cx_stmt *row)
{
    int32_t place = cx_lookup_row(&archive->accounts, row, 0);
    cx_time paid_at = cx_stmt_int(row, 1);
    int64_t cents = cx_stmt_int(row, 2);
    if (place >= 0 && paid_at < archive->from * INT64_C(86400))
        archive->paid_before[place] += cents;
    else
        *(struct cx_past_payment *)cx_strand_add(&archive->payments, place) =
            (struct cx_past_payment){paid_at, cents};
}

static void take_arrangement(struct cx_archive *archive, struct cx_stmt *row)
{
    if (cx_stmt_int(row, 1) == CX_WAIVER && !cx_stmt_is_null(row, 3)) {
        struct cx_past_waiver *waiver = add(archive, &archive->waivers, row);
        *waiver = (struct cx_past_waiver){cx_stmt_int(row, 2), cx_stmt_int(row, 3)};
    } else if (cx_stmt_int(row, 1) == CX_EXTENSION && !cx_stmt_is_null(row, 4)) {
        struct cx_past_extension *extension = add(archive, &archive->extensions, row);
        *extension = (struct cx_past_extension){cx_stmt_int(row, 2), (cx_date)cx_stmt_int(row, 4),
                                                cx_stmt_int(row, 5)};
    }
}

static void take_instalment(struct cx_archive *archive, struct cx_stmt *row)
{
    struct cx_past_instalment *instalment = add(archive, &archive->instalments, row);
    *instalment = (struct cx_past_instalment){.agreed_on = cx_stmt_int(row, 1),
                                              .plan = cx_stmt_int(row, 2),
                                              .employee = cx_stmt_int(row, 3),
                                              .cents = cx_stmt_int(row, 4),
                                              .due_on = (cx_date)cx_stmt_int(row, 5)};
}

static void take_episode(struct cx_archive *archive, struct cx_stmt *row)
{
    struct cx_past_episode *episode = add(archive, &archive->episodes, row);
    *episode = (struct cx_past_episode){
        .from = cx_stmt_int(row, 1),
        .to = (cx_date)cx_stmt_int_or(row, 2, CX_DATE_NONE),
        .person = archive->org ? cx_org_person(archive->org, cx_stmt_int(row, 3)) : -1,
    };
}

/* Takes the statement. */
static int take_rows(struct cx_archive *archive, struct cx_stmt *stmt,
                     void (*take)(struct cx_archive *, struct cx_stmt *), struct cx_err *err)
{
    int rc;
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        take(archive, stmt);
    cx_stmt_free(stmt);
    return rc;
}

static int each(struct cx_archive *archive, struct cx_db *db, const char *sql,
                void (*take)(struct cx_archive *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->until);
    return take_rows(archive, stmt, take, err);
}

/* Debts and debtors that are otherwise after the archive's last day become what they were on it. */
static int go_back(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct former former = {.db = db, .texts = archive->texts};
    struct cx_past past;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < archive->count; i++) {
        struct cx_past_debt *debt = &archive->debts[i];
        if (debt->since <= archive->until || (rc = former_debts(&former, debt, err)) < 0)
            continue;
        past = (struct cx_past){
            .debt = debt, .former_debts = former.debts, .former_debt_count = former.debt_count};
        *debt = *cx_past_debt_on(&past, archive->until);
    }
    for (size_t i = 0; rc == 0 && i < archive->debtor_count; i++) {
        struct cx_past_debtor *debtor = &archive->debtors[i];
        if (debtor->since <= archive->until || (rc = former_debtors(&former, debtor, err)) < 0)
            continue;
        past = (struct cx_past){.debtor = debtor,
                                .former_debtors = former.debtors,
                                .former_debtor_count = former.debtor_count};
        *debtor = *cx_past_debtor_on(&past, archive->until);
    }
    former_fini(&former);
    return rc;
}

static int read_accounts(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    int rc = each(archive, db, SQL_customers, take_customer, err);
    cx_lookup_init(&archive->customers, (const int64_t *)archive->debtors, sizeof *archive->debtors,
                   archive->debtor_count);
    if (rc == 0)
        rc = each(archive, db, SQL_accounts, take_account, err);
    cx_lookup_init(&archive->accounts, (const int64_t *)archive->debts, sizeof *archive->debts,
                   archive->count);
    return rc < 0 ? rc : go_back(archive, db, err);
}

/* Of arrangements: they say what an account owes. */
static void order_ties(struct cx_archive *archive, struct cx_db *db)
{
    const struct cx_strand *extensions = &archive->extensions, *instalments = &archive->instalments;
    for (size_t place = 0; place < archive->count; place++) {
        ties_extensions((struct cx_past_extension *)extensions->items +
                            cx_strand_at(extensions, place),
                        cx_strand_count(extensions, place), db);
        ties_instalments((struct cx_past_instalment *)instalments->items +
                             cx_strand_at(instalments, place),
                         cx_strand_count(instalments, place), db);
    }
}

static void link_all(struct cx_archive *archive, struct cx_db *db)
{
    cx_strand_link(&archive->payments, archive->count);
    cx_strand_link(&archive->waivers, archive->count);
    cx_strand_link(&archive->extensions, archive->count);
    cx_strand_link(&archive->instalments, archive->count);
    cx_strand_link(&archive->episodes, archive->count);
    cx_strand_link(&archive->contacts, archive->count);
    order_ties(archive, db);
}

static int read_events(struct cx_archive *archive, struct cx_db *db, unsigned what,
                       struct cx_err *err)
{
    int rc = each(archive, db, SQL_payments, take_payment, err);
    if (rc == 0)
        rc = each(archive, db, SQL_arrangements, take_arrangement, err);
    if (rc == 0)
        rc = each(archive, db, SQL_instalments, take_instalment, err);
    if (rc == 0 && (what & CX_ARCHIVE_EPISODES))
        rc = each(archive, db, SQL_episodes, take_episode, err);
    return rc;
}

/* since: of contacts; CX_DATE_NONE: all, if any. */
static int read_all(struct cx_archive *archive, struct cx_db *db, unsigned what, cx_date since,
                    struct cx_err *err)
{
    struct archive_contacts *contacts = NULL;
    int rc = read_accounts(archive, db, err);
    if (rc == 0 && (what & CX_ARCHIVE_CONTACTS || since != CX_DATE_NONE))
        rc = archive_contacts_begin(&contacts, archive, db, what, since, err);
    if (rc == 0)
        rc = read_events(archive, db, what, err);
    rc = archive_contacts_join(contacts, rc, err);
    link_all(archive, db);
    return rc;
}

static void look_up_accounts(struct cx_archive *archive)
{
    cx_lookup_init(&archive->accounts, (const int64_t *)archive->debts, sizeof *archive->debts,
                   archive->count);
}

/* Debts less what was paid before the first day that is asked for; and what was paid since. */
static int add_up_balances(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    int rc = each(archive, db, SQL_bare_accounts, take_bare_account, err);
    look_up_accounts(archive);
    archive->paid_before = cx_alloc((archive->count + 1) * sizeof *archive->paid_before);
    if (rc == 0)
        rc = each(archive, db, SQL_payments, take_bare_payment, err);
    for (size_t i = 0; i < archive->count; i++)
        archive->debts[i].cents -= archive->paid_before[i];
    free(archive->paid_before);
    archive->paid_before = NULL;
    return rc;
}

/* What was paid since, where the debts are there. */
static int read_since(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    look_up_accounts(archive);
    int rc = cx_days_stmt(&stmt, db, "payment", SQL_payments_of_days, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->from);
    cx_stmt_bind_int(stmt, 2, archive->until + 1);
    return take_rows(archive, stmt, take_payment, err);
}

/* Behind a wall nobody knows when accounts will be closed. Days until today don't ask. */
static int hide_ends(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    cx_date today = cx_db_today(db);
    int rc = archive->until > today ? cx_db_has_row(db, SQL_are_ends_hidden, NULL, err) : 0;
    for (size_t i = 0; rc == 1 && i < archive->count; i++) {
        struct cx_past_debt *debt = &archive->debts[i];
        if (debt->closed_on != CX_DATE_NONE && debt->closed_on > today) {
            debt->closed_on = CX_DATE_NONE;
            archive->has_hidden = true;
        }
    }
    return rc < 0 ? rc : 0;
}

/* A payment from before `from` goes back on the debt that it was taken off. */
static void take_earlier_payment(struct cx_archive *archive, struct cx_stmt *row)
{
    int32_t place = cx_lookup_row(&archive->accounts, row, 0);
    if (place >= 0)
        archive->debts[place].cents += cx_stmt_int(row, 2);
    take_payment(archive, row);
}

static int read_plans(struct cx_archive *archive, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = each(archive, db, SQL_instalments, take_instalment, err);
    if (rc == 0)
        rc = cx_stmt_new(&stmt, db, SQL_earlier_payments_of_plans, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->from);
    return take_rows(archive, stmt, take_earlier_payment, err);
}

static int read_balances(struct cx_archive *archive, struct cx_db *db, unsigned what,
                         struct cx_err *err)
{
    int rc = balances_load(archive, db, err);
    archive->is_kept = rc == 1;
    if (rc >= 0)
        rc = archive->is_kept ? read_since(archive, db, err) : add_up_balances(archive, db, err);
    if (rc == 0)
        rc = hide_ends(archive, db, err);
    if (rc == 0)
        rc = each(archive, db, SQL_arrangements, take_arrangement, err);
    if (rc == 0 && what & CX_ARCHIVE_INSTALMENTS)
        rc = read_plans(archive, db, err);
    link_all(archive, db);
    return rc;
}

static struct cx_archive *new_archive(const struct cx_org *org, cx_date from, cx_date until)
{
    struct cx_archive *archive = cx_alloc(sizeof *archive);
    *archive =
        (struct cx_archive){.org = org, .from = from, .until = until, .texts = cx_pool_new()};
    cx_strand_init(&archive->payments, sizeof(struct cx_past_payment));
    cx_strand_init(&archive->waivers, sizeof(struct cx_past_waiver));
    cx_strand_init(&archive->extensions, sizeof(struct cx_past_extension));
    cx_strand_init(&archive->instalments, sizeof(struct cx_past_instalment));
    cx_strand_init(&archive->episodes, sizeof(struct cx_past_episode));
    cx_strand_init(&archive->contacts, sizeof(struct cx_past_contact));
    return archive;
}

static int give(struct cx_archive **out, struct cx_archive *archive, int rc)
{
    if (rc < 0)
        cx_archive_close(archive);
    else
        *out = archive;
    return rc;
}

int cx_archive_open_latest(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                           cx_date until, cx_date since, unsigned what, struct cx_err *err)
{
    struct cx_archive *archive = new_archive(org, CX_PAST_EVER, until);
    return give(out, archive, read_all(archive, db, what, since, err));
}

int cx_archive_balances(struct cx_archive **out, struct cx_db *db, cx_date from, cx_date until,
                        unsigned what, struct cx_err *err)
{
    struct cx_archive *archive = new_archive(NULL, from, until);
    return give(out, archive, read_balances(archive, db, what, err));
}

int cx_archive_open(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                    cx_date until, unsigned what, struct cx_err *err)
{
    return cx_archive_open_latest(out, db, org, until, CX_DATE_NONE, what, err);
}

void cx_archive_close(struct cx_archive *archive)
{
    if (!archive)
        return;
    free(archive->debts);
    free(archive->debtors);
    cx_lookup_fini(&archive->accounts);
    cx_lookup_fini(&archive->customers);
    cx_strand_fini(&archive->payments);
    cx_strand_fini(&archive->waivers);
    cx_strand_fini(&archive->extensions);
    cx_strand_fini(&archive->instalments);
    cx_strand_fini(&archive->episodes);
    cx_strand_fini(&archive->contacts);
    cx_pool_free(archive->texts);
    free(archive);
}

#define LIST(type, strand) CX_STRAND_FIRST(type, archive->strand, place)
#define COUNT(strand)      cx_strand_count(&archive->strand, place)

struct cx_past cx_archive_past(const struct cx_archive *archive, size_t place)
{
    const struct cx_past_debt *debt = &archive->debts[place];
    return (struct cx_past){
        .debt = debt,
        .debtor = debt->debtor < 0 ? NULL : &archive->debtors[debt->debtor],
        .texts = archive->texts,
        .extensions = LIST(struct cx_past_extension, extensions),
        .extension_count = COUNT(extensions),
        .instalments = LIST(struct cx_past_instalment, instalments),
        .instalment_count = COUNT(instalments),
        .waivers = LIST(struct cx_past_waiver, waivers),
        .waiver_count = COUNT(waivers),
        .payments = LIST(struct cx_past_payment, payments),
        .payment_count = COUNT(payments),
        .contacts = LIST(struct cx_past_contact, contacts),
        .contact_count = COUNT(contacts),
        .episodes = LIST(struct cx_past_episode, episodes),
        .episode_count = COUNT(episodes),
    };
}
