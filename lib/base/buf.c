#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"

/* Makes room for n more bytes and the NUL. */
static void reserve(struct cx_buf *buf, size_t n)
{
    size_t need;

    if (__builtin_add_overflow(buf->len, n, &need) || __builtin_add_overflow(need, 1, &need))
        need = SIZE_MAX; /* cx_realloc refuses it as out of memory */
    if (need <= buf->cap)
        return;
    size_t cap = buf->cap > SIZE_MAX / 2 ? need : 2 * buf->cap;
    if (cap < need)
        cap = need;
    if (cap < 64)
        cap = 64;
    buf->data = cx_realloc(buf->data, cap, 1);
    buf->cap = cap;
}

void cx_buf_fini(struct cx_buf *buf)
{
    free(buf->data);
    *buf = (struct cx_buf){0};
}

void cx_buf_clear(struct cx_buf *buf)
{
    reserve(buf, 0); /* so that data is "" even if nothing was added yet */
    buf->len = 0;
    buf->data[0] = '\0';
}

void cx_buf_add(struct cx_buf *buf, const void *bytes, size_t n)
{
    reserve(buf, n);
    if (n > 0)
        memcpy(buf->data + buf->len, bytes, n);
    buf->len += n;
    buf->data[buf->len] = '\0';
}

char *cx_buf_room(struct cx_buf *buf, size_t n)
{
    reserve(buf, n);
    return buf->data + buf->len;
}

void cx_buf_puts(struct cx_buf *buf, const char *s)
{
    cx_buf_add(buf, s, strlen(s));
}

void cx_buf_putc(struct cx_buf *buf, char c)
{
    cx_buf_add(buf, &c, 1);
}

void cx_buf_vprintf(struct cx_buf *buf, const char *format, va_list args)
{
    va_list again;

    reserve(buf, 0);
    size_t room = buf->cap - buf->len;
    va_copy(again, args);
    int n = vsnprintf(buf->data + buf->len, room, format, args);
    if (n > 0 && (size_t)n >= room) {
        reserve(buf, (size_t)n);
        vsnprintf(buf->data + buf->len, (size_t)n + 1, format, again);
    }
    va_end(again);
    if (n > 0)
        buf->len += (size_t)n;
    buf->data[buf->len] = '\0';
}

void cx_buf_printf(struct cx_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(buf, format, args);
    va_end(args);
}

void cx_buf_say(struct cx_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(buf, cx_said(format), args);
    va_end(args);
}

void cx_buf_show(struct cx_buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    cx_buf_vprintf(buf, cx_shown(format), args);
    va_end(args);
}

const char *cx_buf_str(const struct cx_buf *buf)
{
    return buf->data ? buf->data : "";
}
