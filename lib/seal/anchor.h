/* Anchors: where the audit log and the seals end, as a text to be kept elsewhere, signed or not. A
 * chain that was written anew, or whose end was cut off, is another than the one that was anchored,
 * however well its hashes fit. */
#ifndef CX_SEAL_ANCHOR_H
#define CX_SEAL_ANCHOR_H

#include "base/buf.h"
#include "store/store.h"

/* What is to be kept: where the chains end now. With a key, the name of an SSH key's file, signed
 * by ssh-keygen(1), which may ask for its passphrase or the agent. */
int cx_anchor_write(struct cx_buf *out, struct cx_db *db, const char *key, struct cx_err *err);
/* Whether a key can sign, before something is done that is to be anchored. */
int cx_anchor_try_key(const char *key, struct cx_err *err);
/* Whether the chains, which are known to hold, still hold what the anchor in a file says: CX_EDATA
 * names where they part. signer is the file of the public key that must have signed it; NULL where
 * it is not signed, else CX_EUSAGE. CX_EDATA also where it is no anchor, or one that the signer has
 * not signed. */
int cx_anchor_check(struct cx_db *db, const char *path, const char *signer, struct cx_err *err);

#endif
