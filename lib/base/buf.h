/* A growing byte buffer, always NUL-terminated once anything was added. */
#ifndef CX_BASE_BUF_H
#define CX_BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct cx_buf {
    char *data;
    size_t len; /* without the NUL */
    size_t cap;
};

void cx_buf_fini(struct cx_buf *buf);  /* frees, and leaves an empty buffer */
void cx_buf_clear(struct cx_buf *buf); /* len 0; keeps the memory; data is "" */
void cx_buf_add(struct cx_buf *buf, const void *bytes, size_t n);
/* Room for n more bytes, which the caller writes there and adds to len; the NUL is theirs, too. */
char *cx_buf_room(struct cx_buf *buf, size_t n);
void cx_buf_puts(struct cx_buf *buf, const char *s);
void cx_buf_putc(struct cx_buf *buf, char c);
void cx_buf_printf(struct cx_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* The same with a format that is translated (base/lang.h): into the language of messages, or into
 * that of the output. */
void cx_buf_say(struct cx_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cx_buf_show(struct cx_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void cx_buf_vprintf(struct cx_buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
const char *cx_buf_str(const struct cx_buf *buf); /* never NULL */

#endif
