/* Reads streams of bytes in UTF-8, UTF-16, GB18030/GBK, Windows-1252 and others as UTF-8 (by
 * iconv). */
#ifndef CX_TEXT_ENCODING_H
#define CX_TEXT_ENCODING_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/hash.h"

struct cx_decoder;

/* Reads from fd (borrowed). If encoding is NULL or "auto", a byte-order mark decides; without one,
 * input whose first MiB is invalid UTF-8 but valid GB18030 is GB18030 if it reads as Chinese, and
 * CX_EDATA if it doesn't (accented letters of Europe are valid, too); any other is UTF-8. Otherwise
 * encoding is a name: utf-8, utf-16le, utf-16be, utf-16 (with a mark), gb18030, gbk, windows-1252,
 * or any that iconv knows and that contains ASCII. A mark is never part of the output. UTF-8 input
 * is passed through unchecked (the reader checks each row). Takes constant memory. */
int cx_decoder_open(struct cx_decoder **out, int fd, const char *name, const char *encoding,
                    struct cx_err *err);
void cx_decoder_free(struct cx_decoder *decoder);
/* Fills bytes with up to n (at least 16) bytes of UTF-8. Returns their number, 0 at the end, or
 * CX_EWORLD on a read error. Bytes that are invalid in the input become 0xFF, which never occurs in
 * valid UTF-8, so that the reader refuses the row, with its line. */
int64_t cx_decoder_read(struct cx_decoder *decoder, char *bytes, size_t n, struct cx_err *err);
/* The encoding named or detected: "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "WINDOWS-1252", or a
 * name in capitals. */
const char *cx_decoder_encoding(const struct cx_decoder *decoder);
/* Bytes read from fd so far, for progress. */
int64_t cx_decoder_bytes(const struct cx_decoder *decoder);
/* SHA-256 of the bytes read from fd. Call it once, at the end. */
void cx_decoder_digest(struct cx_decoder *decoder, char hex[CX_HASH_TEXT]);

#endif
