/* Six lists in the order of accounts, merged into one past at a time. Few tables lie in that order:
 * payments and contacts are read as they lie, and sorted (sorted.h); looking up the rows of each
 * account, as an index allows, takes longer than all the rest. */
#include "past/stream.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/idset.h"
#include "base/mem.h"
#include "past/former.h"
#include "past/gather.h"
#include "past/rows.h"
#include "past/sorted.h"
#include "past/stream.sql.h"
#include "past/ties.h"

enum { ACCOUNTS, ARRANGEMENTS, EPISODES, INSTALMENTS, PAYMENTS, CONTACTS, CURSORS };
enum { IN_ORDER = PAYMENTS }; /* those before are read in the order of accounts */

#define SORT_BYTES (8 << 20) /* of payments, and of contacts, sorted in memory at once */
#define FEW_MAX    10000     /* accounts whose payments are looked up; those of more are sifted */
#define PASTS      256       /* from one look at whether the reader is to rest to the next */

struct cx_past_stream {
    struct cx_stmt *cursors[CURSORS];
    bool has_row[CURSORS];          /* the cursor stands on a row that no past took yet */
    struct sorted *sorted[CURSORS]; /* of payments and contacts, in the place of cursors */
    struct taker takers[CURSORS];   /* likewise, where they were gathered */
    const void *row[CURSORS];
    struct cx_db *db;
    struct cx_past_scope scope;
    size_t told;             /* pasts */
    struct cx_idset *sifted; /* accounts whose payments are taken; NULL: as the cursor has */
    const struct cx_org *org;
    struct cx_pool *texts;
    struct cx_past past; /* of the lists below */
    struct cx_past_debt debt;
    struct cx_past_debtor debtor;
    struct former former;
    struct cx_past_extension *extensions;
    struct cx_past_waiver *waivers;
    struct cx_past_instalment *instalments;
    struct cx_past_payment *payments;
    struct cx_payment_note *payment_notes;
    struct cx_past_contact *contacts;
    struct cx_contact_note *contact_notes;
    struct cx_past_episode *episodes;
    size_t extension_cap, waiver_cap, instalment_cap, payment_cap, payment_note_cap, contact_cap,
        contact_note_cap, episode_cap;
};

static void write_sql(struct cx_buf *sql, int cursor, const struct cx_past_scope *scope)
{
    static const struct {
        const char *select, *order;
    } parts[CURSORS] = {
        [ACCOUNTS] = {SQL_accounts, "account_id"},
        [ARRANGEMENTS] = {SQL_arrangements, "account_id, agreed_on, arrangement_id"},
        [EPISODES] = {SQL_episodes, "account_id, \"from\""},
        [INSTALMENTS] = {SQL_instalments, "account_id, agreed_on, arrangement_id, i.due_on"}};
    bool is_alone = cursor == ACCOUNTS && scope->unasked & CX_PAST_DEBTOR;
    cx_buf_puts(sql, is_alone ? SQL_accounts_alone : parts[cursor].select);
    add_ids(sql, "account_id", "IN", scope->accounts);
    add_bounds(sql, "account_id", scope);
    if (cursor == ACCOUNTS)
        add_ids(sql, "account_id", "NOT IN", scope->not_accounts);
    cx_buf_printf(sql, " ORDER BY %s", parts[cursor].order);
}

/* Payments of many accounts are read as they lie: to look up each takes longer than to skip those
 * of others. */
static int find_sifted(struct cx_past_stream *stream, struct cx_db *db,
                       const struct cx_past_scope *scope, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = scope->accounts ? cx_stmt_new(&stmt, db, scope->accounts, err) : 0;
    if (!stmt)
        return rc;
    stream->sifted = cx_idset_new();
    while ((rc = cx_stmt_step(stmt, err)) == 1)
        cx_idset_add(stream->sifted, cx_stmt_int(stmt, 0));
    cx_stmt_free(stmt);
    if (rc == 0 && cx_idset_count(stream->sifted) > FEW_MAX) {
        cx_idset_settle(stream->sifted);
        return 0;
    }
    cx_idset_free(stream->sifted);
    stream->sifted = NULL;
    return rc;
}

static int sort_payment(struct cx_past_stream *stream, struct cx_stmt *row, struct cx_err *err)
{
    if (stream->sifted && !cx_idset_has(stream->sifted, cx_stmt_int(row, 0)))
        return 0;
    const struct payment_row payment = payment_row(row, stream->texts);
    return sorted_add(stream->sorted[PAYMENTS], &payment, err);
}

static int sort_contact(struct cx_past_stream *stream, const struct cx_past_scope *scope,
                        struct cx_stmt *row, struct cx_err *err)
{
    struct contact_row contact;
    if (!contact_row(&contact, row, scope, stream->texts))
        return 0;
    if (contact.account != 0)
        return sorted_add(stream->sorted[CONTACTS], &contact, err);
    const struct cx_past_contact loose = contact_of(&contact);
    const struct cx_contact_note note = note_of(&contact);
    return scope->take_loose(scope->context, &loose, &note);
}

static int sort_all(struct cx_past_stream *stream, int cursor, const struct cx_past_scope *scope,
                    struct cx_err *err)
{
    bool is_payments = cursor == PAYMENTS;
    struct cx_stmt *row = stream->cursors[cursor];
    int rc;
    stream->sorted[cursor] = sorted_new(
        is_payments ? sizeof(struct payment_row) : sizeof(struct contact_row), SORT_BYTES);
    while ((rc = cx_stmt_step(row, err)) == 1) {
        rc = is_payments ? sort_payment(stream, row, err) : sort_contact(stream, scope, row, err);
        if (rc < 0)
            break;
    }
    cx_stmt_free(row);
    stream->cursors[cursor] = NULL;
    return rc;
}

/* On to the next row, or the first. */
static int advance(struct cx_past_stream *stream, int cursor, struct cx_err *err)
{
    int rc = stream->takers[cursor].gather
                 ? taker_next(&stream->row[cursor], &stream->takers[cursor], err)
             : stream->sorted[cursor]
                 ? sorted_next(&stream->row[cursor], stream->sorted[cursor], err)
                 : cx_stmt_step(stream->cursors[cursor], err);
    stream->has_row[cursor] = rc == 1;
    return rc < 0 ? rc : 0;
}

/* Payments or contacts. */
static int open_rows(struct cx_past_stream *stream, int cursor, struct cx_db *db,
                     const struct cx_past_scope *scope, struct cx_err *err)
{
    struct cx_stmt **stmt = &stream->cursors[cursor];
    if (scope->gather) {
        taker_init(&stream->takers[cursor], scope->gather, cursor == PAYMENTS, scope->account_from,
                   scope->account_to, stream->texts);
        return 0;
    }
    int rc = cursor == PAYMENTS ? payments_stmt(stmt, db, scope, !stream->sifted, false, err)
                                : contacts_stmt(stmt, db, scope, CONTACTS_ALL, err);
    return rc < 0 ? rc : sort_all(stream, cursor, scope, err);
}

static int open_cursor(struct cx_past_stream *stream, int cursor, struct cx_db *db,
                       const struct cx_past_scope *scope, struct cx_err *err)
{
    struct cx_buf sql = {0};
    int rc;
    if ((cursor == CONTACTS && !has_contacts(scope)) ||
        ((cursor == PAYMENTS || cursor == EPISODES) && scope->debts_alone))
        return 0;
    if (cursor == PAYMENTS || cursor == CONTACTS) {
        rc = open_rows(stream, cursor, db, scope, err);
    } else {
        write_sql(&sql, cursor, scope);
        rc = cx_stmt_new(&stream->cursors[cursor], db, cx_buf_str(&sql), err);
        cx_buf_fini(&sql);
        for (int i = 0; rc == 0 && cursor == ACCOUNTS && i < 4; i++)
            cx_stmt_bind_int(stream->cursors[cursor], i + 1, !(scope->unasked >> i & 1));
    }
    return rc < 0 || cursor == ACCOUNTS ? rc : advance(stream, cursor, err);
}

int cx_past_stream_new(struct cx_past_stream **out, struct cx_db *db, const struct cx_org *org,
                       const struct cx_past_scope *scope, struct cx_pool *texts, struct cx_err *err)
{
    struct cx_past_stream *stream = cx_alloc(sizeof *stream);
    *stream = (struct cx_past_stream){.db = db, .scope = *scope, .org = org, .texts = texts};
    stream->former = (struct former){.db = db, .texts = texts};
    int rc = find_sifted(stream, db, scope, err);
    for (int i = CURSORS; rc == 0 && i-- > 0;) { /* first those that are read to their end */
        rc = open_cursor(stream, i, db, scope, err);
        if (rc == 0 && i >= IN_ORDER)
            rc = cx_db_rest(db, err);
    }
    if (rc < 0) {
        cx_past_stream_free(stream);
        return rc;
    }
    *out = stream;
    return 0;
}

void cx_past_stream_free(struct cx_past_stream *stream)
{
    if (!stream)
        return;
    for (int i = 0; i < CURSORS; i++) {
        cx_stmt_free(stream->cursors[i]);
        sorted_free(stream->sorted[i]);
        taker_fini(&stream->takers[i]);
    }
    cx_idset_free(stream->sifted);
    former_fini(&stream->former);
    free(stream->extensions);
    free(stream->waivers);
    free(stream->instalments);
    free(stream->payments);
    free(stream->payment_notes);
    free(stream->contacts);
    free(stream->contact_notes);
    free(stream->episodes);
    free(stream);
}

static void take_debtor(struct cx_past_stream *stream, struct cx_stmt *row)
{
    stream->debtor = (struct cx_past_debtor){
        .id = cx_stmt_int(row, 1),
        .owner = cx_stmt_int(row, 14),
        .born_on = (cx_date)cx_stmt_int_or(row, 15, CX_DATE_NONE),
        .region = row_text(stream->texts, row, 16),
        .rating = (int8_t)cx_stmt_choice(row, 17, cx_ratings, -1),
        .channel = (int8_t)cx_stmt_choice(row, 18, cx_channels, -1),
        .has_contact = cx_stmt_int(row, 19) == 1,
        .since = (cx_date)cx_stmt_int_or(row, 20, CX_PAST_EVER),
    };
}

static void take_account(struct cx_past_stream *stream)
{
    struct cx_stmt *row = stream->cursors[ACCOUNTS];
    bool has_debtor = !cx_stmt_is_null(row, 1);
    stream->debt = (struct cx_past_debt){
        .id = cx_stmt_int(row, 0),
        .debtor = has_debtor ? 0 : -1,
        .cents = cx_stmt_int(row, 2),
        .due_on = (cx_date)cx_stmt_int(row, 3),
        .placed_on = (cx_date)cx_stmt_int_or(row, 4, cx_stmt_int(row, 3)),
        .paused_until = (cx_date)cx_stmt_int_or(row, 5, CX_DATE_NONE),
        .status = (int8_t)cx_stmt_choice(row, 6, cx_account_statuses, 0),
        .since = (cx_date)cx_stmt_int_or(row, 7, CX_PAST_EVER),
        .closed_on = (cx_date)cx_stmt_int_or(row, 8, CX_DATE_NONE),
        .close_reason = (int8_t)cx_stmt_choice(row, 9, cx_close_reasons, -1),
        .client = row_text(stream->texts, row, 10),
        .batch = row_text(stream->texts, row, 11),
        .product = row_text(stream->texts, row, 12),
        .region = row_text(stream->texts, row, 13),
    };
    stream->past = (struct cx_past){.debt = &stream->debt, .texts = stream->texts};
    if (has_debtor) {
        take_debtor(stream, row);
        stream->past.debtor = &stream->debtor;
    }
}

static int take_former(struct cx_past_stream *stream, struct cx_err *err)
{
    struct former *former = &stream->former;
    struct cx_past *past = &stream->past;
    int rc = former_debts(former, past->debt, err);
    if (rc < 0)
        return rc;
    past->former_debts = former->debts;
    past->former_debt_count = former->debt_count;
    if (!past->debtor || (rc = former_debtors(former, past->debtor, err)) < 0)
        return rc;
    past->former_debtors = former->debtors;
    past->former_debtor_count = former->debtor_count;
    return 0;
}

static void take_arrangement(struct cx_past_stream *stream, struct cx_stmt *row)
{
    struct cx_past *past = &stream->past;
    if (cx_stmt_int(row, 1) == CX_WAIVER && !cx_stmt_is_null(row, 3)) {
        CX_GROW(stream->waivers, past->waiver_count, stream->waiver_cap);
        stream->waivers[past->waiver_count++] =
            (struct cx_past_waiver){cx_stmt_int(row, 2), cx_stmt_int(row, 3)};
    } else if (cx_stmt_int(row, 1) == CX_EXTENSION && !cx_stmt_is_null(row, 4)) {
        CX_GROW(stream->extensions, past->extension_count, stream->extension_cap);
        stream->extensions[past->extension_count++] = (struct cx_past_extension){
            cx_stmt_int(row, 2), (cx_date)cx_stmt_int(row, 4), cx_stmt_int(row, 5)};
    }
}

static void take_instalment(struct cx_past_stream *stream, struct cx_stmt *row)
{
    struct cx_past *past = &stream->past;
    CX_GROW(stream->instalments, past->instalment_count, stream->instalment_cap);
    stream->instalments[past->instalment_count++] =
        (struct cx_past_instalment){.agreed_on = cx_stmt_int(row, 1),
                                    .plan = cx_stmt_int(row, 2),
                                    .employee = cx_stmt_int(row, 3),
                                    .cents = cx_stmt_int(row, 4),
                                    .due_on = (cx_date)cx_stmt_int(row, 5)};
}

static void take_payment(struct cx_past_stream *stream, const struct payment_row *row)
{
    size_t i = stream->past.payment_count;
    CX_GROW(stream->payments, i, stream->payment_cap);
    CX_GROW(stream->payment_notes, i, stream->payment_note_cap);
    stream->payments[i] = (struct cx_past_payment){row->paid_at, row->cents};
    stream->payment_notes[i] = (struct cx_payment_note){
        .id = row->id, .reverses = row->reverses, .channel = (int32_t)row->channel};
    stream->past.payment_count++;
}

static void take_contact(struct cx_past_stream *stream, const struct contact_row *row)
{
    size_t i = stream->past.contact_count;
    CX_GROW(stream->contacts, i, stream->contact_cap);
    CX_GROW(stream->contact_notes, i, stream->contact_note_cap);
    stream->contacts[i] = contact_of(row);
    stream->contact_notes[i] = note_of(row);
    stream->past.contact_count++;
}

static void take_episode(struct cx_past_stream *stream, struct cx_stmt *row)
{
    struct cx_past *past = &stream->past;
    CX_GROW(stream->episodes, past->episode_count, stream->episode_cap);
    stream->episodes[past->episode_count++] = (struct cx_past_episode){
        .from = cx_stmt_int(row, 2),
        .to = (cx_date)cx_stmt_int_or(row, 3, CX_DATE_NONE),
        .person = stream->org ? cx_org_person(stream->org, cx_stmt_int(row, 1)) : -1};
}

static int64_t account_of(const struct cx_past_stream *stream, int cursor)
{
    switch (cursor) {
    case PAYMENTS: return ((const struct payment_row *)stream->row[cursor])->account;
    case CONTACTS: return ((const struct contact_row *)stream->row[cursor])->account;
    default: return cx_stmt_int(stream->cursors[cursor], 0);
    }
}

static void take(struct cx_past_stream *stream, int cursor)
{
    switch (cursor) {
    case ARRANGEMENTS: take_arrangement(stream, stream->cursors[cursor]); break;
    case PAYMENTS: take_payment(stream, stream->row[cursor]); break;
    case CONTACTS: take_contact(stream, stream->row[cursor]); break;
    case EPISODES: take_episode(stream, stream->cursors[cursor]); break;
    default: take_instalment(stream, stream->cursors[cursor]); break;
    }
}

/* Takes the rows of this account from one cursor. */
static int take_all(struct cx_past_stream *stream, int cursor, struct cx_err *err)
{
    int rc = 0;
    while (rc == 0 && stream->has_row[cursor]) {
        int64_t account = account_of(stream, cursor);
        if (account > stream->debt.id)
            break;
        if (account == stream->debt.id)
            take(stream, cursor);
        rc = advance(stream, cursor, err);
    }
    return rc;
}

/* What is read in the order of accounts goes on after the last one. */
static int rest(struct cx_past_stream *stream, struct cx_err *err)
{
    for (int i = 0; i < IN_ORDER; i++) {
        cx_stmt_free(stream->cursors[i]);
        stream->cursors[i] = NULL;
    }
    stream->scope.account_from = stream->debt.id + 1;
    int rc = cx_db_rest(stream->db, err);
    for (int i = 0; rc == 0 && i < IN_ORDER; i++)
        rc = open_cursor(stream, i, stream->db, &stream->scope, err);
    return rc;
}

static void order_ties(struct cx_past_stream *stream)
{
    const struct cx_past *past = &stream->past;
    ties_extensions(stream->extensions, past->extension_count, stream->db);
    ties_instalments(stream->instalments, past->instalment_count, stream->db);
    ties_payments(stream->payments, stream->payment_notes, past->payment_count, stream->db);
    ties_contacts(stream->contacts, stream->contact_notes, past->contact_count, stream->db);
}

int cx_past_next(const struct cx_past **past, struct cx_past_stream *stream, struct cx_err *err)
{
    bool is_tired = ++stream->told % PASTS == 0 && cx_db_is_tired(stream->db);
    int rc = is_tired ? rest(stream, err) : 0;
    if (rc < 0 || (rc = cx_stmt_step(stream->cursors[ACCOUNTS], err)) != 1)
        return rc;
    take_account(stream);
    if ((rc = take_former(stream, err)) < 0)
        return rc;
    for (int i = ARRANGEMENTS; i < CURSORS; i++) {
        if ((rc = take_all(stream, i, err)) < 0)
            return rc;
    }
    order_ties(stream);
    stream->past.extensions = stream->extensions;
    stream->past.waivers = stream->waivers;
    stream->past.instalments = stream->instalments;
    stream->past.payments = stream->payments;
    stream->past.payment_notes = stream->payment_notes;
    stream->past.contacts = stream->contacts;
    stream->past.contact_notes = stream->contact_notes;
    stream->past.episodes = stream->episodes;
    *past = &stream->past;
    return 1;
}
