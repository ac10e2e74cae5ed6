/* Which role may what: the one table of rights, and how options and views say what they need. */
#ifndef CX_ACCESS_RIGHTS_H
#define CX_ACCESS_RIGHTS_H

#include <stdbool.h>

#include "kind/words.h"

enum cx_grant {
    CX_GRANT_NO,
    CX_GRANT_NAMED, /* only where a row of access names it */
    CX_GRANT_YES,   /* comes with the role */
};

/* what is not CX_MAY_DEFAULT. */
enum cx_grant cx_role_grant(enum cx_role role, enum cx_what what);
/* Whether a right is for the company or not at all, as it can't be told by team or employee. */
bool cx_what_is_whole(enum cx_what what);
/* The widest scope of a role: a collector's is an employee, a team lead's a team. */
enum cx_scope cx_role_widest(enum cx_role role);

/* What an option or a view needs: rights, as a set, and what else is asked. What says nothing (0)
 * needs all rights for the company, and where it takes an argument nobody may use it: it might name
 * a file. */
#define CX_NEEDS(what)     (1u << (what))
#define CX_NEEDS_STATEMENT CX_NEEDS(CX_MAY_STATEMENT)
#define CX_NEEDS_REPORTS   CX_NEEDS(CX_MAY_REPORTS)
#define CX_NEEDS_PAY       CX_NEEDS(CX_MAY_PAY)
#define CX_NEEDS_DEBTORS   CX_NEEDS(CX_MAY_DEBTORS)
#define CX_NEEDS_PLAN      CX_NEEDS(CX_MAY_PLAN)
#define CX_NEEDS_IMPORT    CX_NEEDS(CX_MAY_IMPORT)
#define CX_NEEDS_SEAL      CX_NEEDS(CX_MAY_SEAL)
#define CX_NEEDS_ALL                                                                               \
    (CX_NEEDS_STATEMENT | CX_NEEDS_REPORTS | CX_NEEDS_PAY | CX_NEEDS_DEBTORS | CX_NEEDS_PLAN |     \
     CX_NEEDS_IMPORT | CX_NEEDS_SEAL)
#define CX_NEEDS_NOTHING (1u << 16) /* no more than the rest of the command */
#define CX_NEEDS_WHOLE   (1u << 17) /* the rights must be for the company */
#define CX_NEEDS_STDIN   (1u << 18) /* its argument is a file, which must be - */
#define CX_NEEDS_PERSON  (1u << 19) /* its argument is the one employee that is shown, or "me" */

#endif
