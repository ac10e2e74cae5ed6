/* On whose behalf a program runs: sudo says who called it. */
#ifndef CX_BASE_CALLER_H
#define CX_BASE_CALLER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* True, with the person's uid, where sudo runs the program as another account; false where the
 * account itself does, or root for it. What $SUDO_UID says is only as good as what sudoers lets
 * people run. */
bool cx_caller_uid(uid_t *uid);
/* The login name of a uid, or "uid 123" where it has none. */
void cx_caller_name(char *name, size_t size, uid_t uid);

#endif
