#include "past/archive.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/pool.h"
#include "past/archive.sql.h"
#include "past/archive_contacts.h"
#include "past/former.h"

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
        .rating = (int8_t)cx_stmt_int_or(row, 1, -1),
        .channel = (int8_t)cx_stmt_int_or(row, 2, -1),
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
        .status = (int8_t)cx_stmt_int(row, 5),
        .paused_until = (cx_date)cx_stmt_int_or(row, 6, CX_DATE_NONE),
        .region = keep(archive, row, 7),
        .product = keep(archive, row, 8),
        .client = keep(archive, row, 9),
        .batch = keep(archive, row, 10),
        .since = (cx_date)cx_stmt_int_or(row, 11, CX_PAST_EVER),
        .closed_on = (cx_date)cx_stmt_int_or(row, 12, CX_DATE_NONE),
        .close_reason = (int8_t)cx_stmt_int_or(row, 13, -1),
    };
}

/* Room for one more item of the account that a row is about. */
static void *add(struct cx_archive *archive, struct cx_strand *strand, struct cx_stmt *row)
{
    return cx_strand_add(strand, (size_t)cx_lookup_find(&archive->accounts, cx_stmt_int(row, 0)));
}

static void take_payment(struct cx_archive *archive, struct cx_stmt *row)
{
    struct cx_past_payment *payment = add(archive, &archive->payments, row);
    *payment = (struct cx_past_payment){cx_stmt_int(row, 1), cx_stmt_int(row, 2)};
}

static void take_arrangement(struct cx_archive *archive, struct cx_stmt *row)
{
    if (cx_stmt_int(row, 1) == CX_WAIVER && !cx_stmt_is_null(row, 3)) {
        struct cx_past_waiver *waiver = add(archive, &archive->waivers, row);
        *waiver = (struct cx_past_waiver){cx_stmt_int(row, 2), cx_stmt_int(row, 3)};
    } else if (cx_stmt_int(row, 1) == CX_EXTENSION && !cx_stmt_is_null(row, 4)) {
        struct cx_past_extension *extension = add(archive, &archive->extensions, row);
        *extension = (struct cx_past_extension){cx_stmt_int(row, 2), (cx_date)cx_stmt_int(row, 4)};
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

static int each(struct cx_archive *archive, struct cx_db *db, const char *sql,
                void (*take)(struct cx_archive *, struct cx_stmt *), struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, sql, err);
    if (rc < 0)
        return rc;
    cx_stmt_bind_int(stmt, 1, archive->until);
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        take(archive, stmt);
    cx_stmt_free(stmt);
    return rc;
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

static int read_accounts(struct cx_archive *archive, struct cx_db *db, unsigned what,
                         struct cx_err *err)
{
    bool is_bare = (what & CX_ARCHIVE_BALANCES) != 0;
    int rc = is_bare ? 0 : each(archive, db, SQL_customers, take_customer, err);
    cx_lookup_init(&archive->customers, (const int64_t *)archive->debtors, sizeof *archive->debtors,
                   archive->debtor_count);
    if (rc == 0)
        rc = each(archive, db, is_bare ? SQL_bare_accounts : SQL_accounts, take_account, err);
    cx_lookup_init(&archive->accounts, (const int64_t *)archive->debts, sizeof *archive->debts,
                   archive->count);
    if (rc == 0 && !is_bare)
        rc = go_back(archive, db, err);
    return rc;
}

static int read_events(struct cx_archive *archive, struct cx_db *db, unsigned what,
                       struct cx_err *err)
{
    bool is_bare = (what & CX_ARCHIVE_BALANCES) != 0;
    int rc = each(archive, db, SQL_payments, take_payment, err);
    if (rc == 0)
        rc = each(archive, db, SQL_arrangements, take_arrangement, err);
    if (rc == 0 && !is_bare)
        rc = each(archive, db, SQL_instalments, take_instalment, err);
    if (rc == 0 && (what & CX_ARCHIVE_EPISODES))
        rc = each(archive, db, SQL_episodes, take_episode, err);
    cx_strand_link(&archive->payments, archive->count);
    cx_strand_link(&archive->waivers, archive->count);
    cx_strand_link(&archive->extensions, archive->count);
    cx_strand_link(&archive->instalments, archive->count);
    cx_strand_link(&archive->episodes, archive->count);
    return rc;
}

static int read_all(struct cx_archive *archive, struct cx_db *db, unsigned what, struct cx_err *err)
{
    struct archive_contacts *contacts = NULL;
    int rc = read_accounts(archive, db, what, err);
    if (rc == 0)
        rc = archive_contacts_begin(&contacts, archive, db, what, err);
    if (rc == 0)
        rc = read_events(archive, db, what, err);
    rc = archive_contacts_join(contacts, rc, err);
    cx_strand_link(&archive->contacts, archive->count);
    return rc;
}

int cx_archive_open(struct cx_archive **out, struct cx_db *db, const struct cx_org *org,
                    cx_date until, unsigned what, struct cx_err *err)
{
    struct cx_archive *archive = cx_alloc(sizeof *archive);
    *archive = (struct cx_archive){.org = org, .until = until, .texts = cx_pool_new()};
    cx_strand_init(&archive->payments, sizeof(struct cx_past_payment));
    cx_strand_init(&archive->waivers, sizeof(struct cx_past_waiver));
    cx_strand_init(&archive->extensions, sizeof(struct cx_past_extension));
    cx_strand_init(&archive->instalments, sizeof(struct cx_past_instalment));
    cx_strand_init(&archive->episodes, sizeof(struct cx_past_episode));
    cx_strand_init(&archive->contacts, sizeof(struct cx_past_contact));
    int rc = read_all(archive, db, what, err);
    if (rc < 0) {
        cx_archive_close(archive);
        return rc;
    }
    *out = archive;
    return 0;
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
#define COUNT(strand)      (archive->strand.first[place + 1] - archive->strand.first[place])

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
