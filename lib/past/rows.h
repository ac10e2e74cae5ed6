/* Private to past/: payments and contacts as they are read, to be put in the order of accounts. */
#ifndef CX_PAST_ROWS_H
#define CX_PAST_ROWS_H

#include "past/stream.h"

/* Keys first (sorted.h), and no bytes that nobody set. */
struct payment_row {
    int64_t account, paid_at, id;
    int64_t cents, reverses;
    int64_t channel; /* number of a text */
};
struct contact_row {
    int64_t account, started_at, id;
    int64_t employee, duration_s, promised_cents;
    cx_date promised_on;
    int32_t reason; /* number of a text */
    int32_t channel, outcome;
};

/* A text of a statement's row; -1: NULL. */
int32_t row_text(struct cx_pool *texts, struct cx_stmt *row, int column);

/* Statements whose rows the functions below take. in_pieces: of the ids from ?7 to ?8. */
int payments_stmt(struct cx_stmt **out, struct cx_db *db, const struct cx_past_scope *scope,
                  bool looks_up, bool in_pieces, struct cx_err *err);
/* BESIDE: only those that are read beside the days' own, of the accounts from ?7 to ?8; has_beside
 * says whether some may be. */
enum contacts_part { CONTACTS_ALL, CONTACTS_IN_PIECES, CONTACTS_BESIDE };
bool has_contacts(const struct cx_past_scope *scope);
bool has_beside(const struct cx_past_scope *scope);
int contacts_stmt(struct cx_stmt **out, struct cx_db *db, const struct cx_past_scope *scope,
                  enum contacts_part part, struct cx_err *err);
void bind_piece(struct cx_stmt *stmt, int64_t first, int64_t last);

struct payment_row payment_row(struct cx_stmt *row, struct cx_pool *texts);
/* false: the contact is not asked for. */
bool contact_row(struct contact_row *out, struct cx_stmt *row, const struct cx_past_scope *scope,
                 struct cx_pool *texts);
struct cx_past_contact contact_of(const struct contact_row *row);
struct cx_contact_note note_of(const struct contact_row *row);

/* " AND …" of a scope's accounts. column: an expression where the table is to be read as it lies.
 */
void add_ids(struct cx_buf *sql, const char *column, const char *in, const char *ids);
void add_bounds(struct cx_buf *sql, const char *column, const struct cx_past_scope *scope);

#endif
