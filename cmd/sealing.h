/* cx-bonus on seals: --close, --pay, --reopen, --recompute, --verify. */
#ifndef CX_CMD_SEALING_H
#define CX_CMD_SEALING_H

#include "cli.h"

/* What was asked for, set by the options. */
struct sealing {
    bool is_close, is_pay, is_recompute, is_verify;
    const char *reopen; /* the reason */
};

/* How many of them were asked for. */
int sealing_count(const struct sealing *sealing);
/* Does the one that was. */
int sealing_run(const struct sealing *sealing, struct cli *cli);

#endif
