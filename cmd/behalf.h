/* On whose behalf a program runs, and what they may (lib/access).
 *
 * People share a database that belongs to a service account: sudo runs the programs as that
 * account, and the programs limit what they do to the rights of whoever called sudo. The database
 * is then the one that the machine's file of defaults names, or else cx.db in the account's home
 * folder, and no other. All of this holds once the database has a row of access. */
#ifndef CX_CMD_BEHALF_H
#define CX_CMD_BEHALF_H

#include "cli.h"

/* Before the command line is read: finds out who the person is. cli->behalf stays NULL where the
 * program runs for its own account; else the environment is emptied of all that it need not have.
 */
int behalf_begin(struct cli *cli);
/* Once it is read: what was given may be given; "me" becomes an employee; cli->db is set. */
int behalf_check(struct cli *cli);
/* Before the database is opened: what the run needs is theirs, and what they are about to see of
 * others' pay is on record. */
int behalf_open(struct cli *cli);
/* Once a database is open: refuses one that limits people by rows of access, where its name does
 * not stand where they can't choose it. */
int behalf_guard(struct cli *cli, struct cx_db *db);
/* Whether these rights hold for the whole company, or nothing is limited. */
bool behalf_sees_all(const struct cli *cli, unsigned needs);
/* Of whom and of which team a table is to be, by ids or names; NULL: not asked for. Who is not
 * theirs to see is refused as somebody who isn't there is, so that nothing is learnt of others. */
int behalf_named(struct cli *cli, struct cx_db *db, const char *employee, const char *team);
/* Of what is no table, but about an account: its holder by the clock must be theirs to see. */
int behalf_account(struct cli *cli, struct cx_db *db, const char *account);
/* Of a customer: all of their accounts must be. Who is not theirs to see is refused as somebody who
 * isn't there is. */
int behalf_customer(struct cli *cli, struct cx_db *db, const char *customer);
/* Whether they see some rows of what is shown, and others not. */
bool behalf_is_limited(const struct cli *cli);
/* The rows are of the time from this day on, which may be before the period that was asked for. */
void behalf_since(struct cli *cli, cx_date from);
/* A document, such as a page, can't be limited to rows. */
int behalf_document(struct cli *cli);
/* The table to fill instead of `to`: `to` itself where nothing is limited. */
struct cx_table *behalf_table(struct cli *cli, struct cx_table *to);
/* After its last row. */
int behalf_table_end(struct cli *cli, struct cx_table *table);
/* At the end: a refusal is put on record. */
void behalf_end(struct cli *cli, int rc);

#endif
