/* cx-bonus on seals: --close, --pay, --reopen, --recompute, --verify. */
#ifndef CX_CMD_SEALING_H
#define CX_CMD_SEALING_H

#include "cli.h"

/* What was asked for, set by the options. */
struct sealing {
    bool is_close, is_pay, is_recompute;
    const char *reopen; /* the reason */
    const char *verify; /* the file of an anchor; "": none. Of several, all are among cli->given */
    const char *anchor; /* a file, written when a month is sealed */
    const char *key;    /* that signs it */
    const char *signer; /* the public key of those that are verified */
};
/* Where cli->given has those of --verify. */
#define SEALING_VERIFY "verify"

/* How many of them were asked for. */
int sealing_count(const struct sealing *sealing);
/* Does the one that was. */
int sealing_run(const struct sealing *sealing, struct cli *cli);

#endif
