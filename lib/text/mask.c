#include "text/mask.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#define LONG_NUMBER 7 /* digits from which a number could be a telephone's or a card's */

/* Bytes of the first character. */
static size_t first_character(const char *s)
{
    size_t n = *s ? 1 : 0;
    while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
        n++;
    return n;
}

void cx_mask_name(struct cx_buf *out, const char *name)
{
    cx_buf_add(out, name, first_character(name));
    if (*name)
        cx_buf_puts(out, "**");
}

/* Three digits in front and four at the end stay, of a short number none. */
void cx_mask_phone(struct cx_buf *out, const char *phone)
{
    size_t count = 0;
    for (const char *s = phone; *s; s += first_character(s))
        count++;
    if (count > 0 && count < 11) {
        cx_buf_puts(out, "****");
        return;
    }
    for (size_t i = 0, n; i < count; i++, phone += n) {
        n = first_character(phone);
        if (i < 3 || i >= count - 4)
            cx_buf_add(out, phone, n);
        else if (i < 7)
            cx_buf_putc(out, '*');
    }
}

void cx_mask_cell(struct cx_buf *out, const char *cell)
{
    for (size_t n; *cell; cell += n) {
        n = first_character(cell);
        cx_buf_putc(out, n == 1 && !isalnum((unsigned char)*cell) ? *cell : '*');
    }
}

static bool begins(const char *s, const char *with)
{
    return with && *with && strncmp(s, with, strlen(with)) == 0;
}

void cx_mask_text(struct cx_buf *out, const char *text, const char *name, const char *phone,
                  const char *person)
{
    while (*text) {
        size_t digits = strspn(text, "0123456789");
        if (begins(text, name)) {
            cx_mask_name(out, name);
            text += strlen(name);
        } else if (begins(text, person)) {
            cx_mask_name(out, person);
            text += strlen(person);
        } else if (begins(text, phone)) {
            cx_mask_phone(out, phone);
            text += strlen(phone);
        } else if (digits >= LONG_NUMBER) {
            struct cx_buf number = {0};
            cx_buf_add(&number, text, digits);
            cx_mask_phone(out, number.data);
            cx_buf_fini(&number);
            text += digits;
        } else {
            size_t n = digits > 0 ? digits : 1;
            cx_buf_add(out, text, n);
            text += n;
        }
    }
}
