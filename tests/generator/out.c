#include "out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"

_Noreturn void out_die(const char *what, const char *name)
{
    fprintf(stderr, "generate: %s: %s%s%s\n", name, what, errno ? ": " : "",
            errno ? strerror(errno) : "");
    exit(3);
}

static void flush(struct out *out)
{
    if (fwrite(out->buffer, 1, out->used, out->file) != out->used)
        out_die("can't be written", out->path);
    out->used = 0;
}

/* A place for length more bytes. */
static char *room(struct out *out, size_t length)
{
    if (out->used + length > sizeof out->buffer)
        flush(out);
    return out->buffer + out->used;
}

static void put(struct out *out, const char *bytes, size_t length)
{
    memcpy(room(out, length), bytes, length);
    out->used += length;
}

static void begin_field(struct out *out)
{
    if (out->fields++ > 0)
        put(out, ",", 1);
}

void out_open(struct out *out, const char *dir, const char *kind, const char *header)
{
    int length = snprintf(out->path, sizeof out->path, "%s/%s.csv", dir, kind);

    errno = 0;
    if (length < 0 || (size_t)length >= sizeof out->path)
        out_die("too long a name", dir);
    out->file = fopen(out->path, "wb");
    if (!out->file)
        out_die("can't be made", out->path);
    out->used = 0;
    out->fields = 0;
    put(out, header, strlen(header));
    out_end(out);
}

void out_close(struct out *out)
{
    flush(out);
    if (fclose(out->file) != 0)
        out_die("can't be written", out->path);
}

void out_empty(struct out *out)
{
    begin_field(out);
}

void out_text(struct out *out, const char *text)
{
    begin_field(out);
    if (!strpbrk(text, ",\"\r\n")) {
        put(out, text, strlen(text));
        return;
    }
    put(out, "\"", 1);
    for (const char *at = text; *at; at++)
        put(out, *at == '"' ? "\"\"" : at, *at == '"' ? 2 : 1);
    put(out, "\"", 1);
}

/* The digits of value, at least width of them, end before `end`; returns where they start. */
static char *digits(char *end, uint64_t value, int width)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
    } while (--width > 0 || value > 0);
    return end;
}

static void put_number(struct out *out, uint64_t value, int width)
{
    char text[32], *end = text + sizeof text;
    char *start = digits(end, value, width);

    put(out, start, (size_t)(end - start));
}

void out_id(struct out *out, char prefix, int64_t number, int width)
{
    begin_field(out);
    put(out, &prefix, 1);
    put_number(out, (uint64_t)number, width);
}

void out_int(struct out *out, int64_t value)
{
    begin_field(out);
    if (value < 0)
        put(out, "-", 1);
    put_number(out, (uint64_t)(value < 0 ? -value : value), 1);
}

void out_money(struct out *out, int64_t cents)
{
    uint64_t absolute = (uint64_t)(cents < 0 ? -cents : cents);

    begin_field(out);
    if (cents < 0)
        put(out, "-", 1);
    put_number(out, absolute / 100, 1);
    put(out, ".", 1);
    put_number(out, absolute % 100, 2);
}

void out_date(struct out *out, int32_t day)
{
    struct civil civil = calendar_civil(day);

    begin_field(out);
    put_number(out, (uint64_t)civil.year, 4);
    put(out, "-", 1);
    put_number(out, (uint64_t)civil.month, 2);
    put(out, "-", 1);
    put_number(out, (uint64_t)civil.day, 2);
}

void out_time(struct out *out, int32_t day, int32_t second)
{
    out_date(out, day);
    put(out, " ", 1);
    put_number(out, (uint64_t)(second / 3600), 2);
    put(out, ":", 1);
    put_number(out, (uint64_t)(second / 60 % 60), 2);
    put(out, ":", 1);
    put_number(out, (uint64_t)(second % 60), 2);
}

void out_end(struct out *out)
{
    put(out, "\n", 1);
    out->fields = 0;
}
