/* Private to seal/: signatures of texts by ssh-keygen(1), in the namespace cx. */
#ifndef CX_SEAL_SIGN_H
#define CX_SEAL_SIGN_H

#include "base/buf.h"
#include "base/error.h"

#define SIGNATURE_BEGIN "-----BEGIN SSH SIGNATURE-----\n"

/* Appends the signature of the first n bytes of a text, by the SSH key in a file. */
int sign_text(struct cx_buf *text, size_t n, const char *key, struct cx_err *err);
/* CX_EDATA: the text was not signed by a key of those, one a line, that the file signer has. name
 * is for messages. */
int sign_check(const char *text, size_t n, const char *signature, const char *name,
               const char *signer, struct cx_err *err);

#endif
