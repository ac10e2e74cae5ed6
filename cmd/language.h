/* The language in which a program speaks (base/lang.h): by --lang, $CX_LANG, the database's setting
 * `language`, and the locale, the first that says it. */
#ifndef CX_CMD_LANGUAGE_H
#define CX_CMD_LANGUAGE_H

#include "store/store.h"

/* Before anything is said. option: of --lang; NULL: not given. CX_EUSAGE where it or $CX_LANG names
 * no language that there is. */
int language_choose(const char *option, struct cx_err *err);
/* Once the database is open: its setting counts before the locale. */
void language_of_database(struct cx_db *db, const char *option);

#endif
