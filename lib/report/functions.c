/* Functions that the SQL of reports may call, and how personal data is masked. */
#include <string.h>

#include "base/lang.h"
#include "base/mem.h"
#include "conduct/conduct.h"
#include "kind/kind.h"
#include "report/reports.h"
#include "store/shown.h"
#include "text/mask.h"

static bool word(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *name = arguments[0].type == CX_VALUE_TEXT ? arguments[0].s : "";
    const char *dot = strchr(name, '.');
    (void)context;
    if (!dot || arguments[1].type != CX_VALUE_INT)
        return false;
    const struct cx_kind *kind = cx_kind_find(name, (size_t)(dot - name));
    int field = kind ? cx_kind_field(kind, dot + 1, strlen(dot + 1)) : -1;
    const char *const *words = field >= 0 ? kind->fields[field].words : NULL;
    for (int64_t i = 0; words && words[i]; i++) {
        if (i == arguments[1].i) {
            cx_buf_puts(out, words[i]);
            return true;
        }
    }
    return false;
}

static const char *text_of(const struct cx_value *value)
{
    return value->type == CX_VALUE_TEXT ? value->s : NULL;
}

/* told('until %s', x): a text with a place, in the language of the output; NULL where x is. */
static bool told(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    static const char *const texts[] __attribute__((unused)) = {
        N_("until %s"),  N_("due %s"),     N_("%s s"),         N_("by %s"),
        N_("breaks %s"), N_("upheld: %s"), N_("complaint %s"),
    };
    const char *format = text_of(arguments), *value = text_of(arguments + 1);
    (void)context;
    if (!format || !value)
        return false;
    format = cx_shown(format);
    size_t n = strcspn(format, "%");
    cx_buf_add(out, format, n);
    cx_buf_puts(out, value);
    cx_buf_puts(out, format[n] ? format + n + 2 : "");
    return true;
}

/* listed(x, y): both with a comma between, or the one that is there. */
static bool listed(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    (void)context;
    for (int i = 0; i < 2; i++) {
        const char *s = text_of(arguments + i);
        if (s && *s)
            cx_buf_printf(out, "%s%s", out->len ? cx_shown(", ") : "", s);
    }
    return out->len > 0;
}

/* The name of a word of cx's own. */
static bool named(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_buf_puts(out, cx_shown_word(s));
    return s != NULL;
}

static bool name(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_mask_name(out, s);
    return s != NULL;
}

static bool phone(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_mask_phone(out, s);
    return s != NULL;
}

/* What is recorded of a broken limit. */
static bool broken(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_limits_retell(out, s);
    return s != NULL;
}

static bool transcript(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_mask_text(out, s, text_of(arguments + 1), text_of(arguments + 2),
                     text_of(arguments + 3));
    return s != NULL;
}

static bool unmasked(void *context, struct cx_buf *out, const struct cx_value *arguments)
{
    const char *s = text_of(arguments);
    (void)context;
    if (s)
        cx_buf_puts(out, s);
    return s != NULL;
}

int report_functions(struct cx_db *db, const struct cx_report_options *options, struct cx_err *err)
{
    bool bare = options->unmask;
    int rc = cx_db_show(db, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "word", 2, word, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "told", 2, told, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "listed", 2, listed, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "named", 1, named, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "broken", 1, broken, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "mask_name", 1, bare ? unmasked : name, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "mask_phone", 1, bare ? unmasked : phone, NULL, err);
    if (rc == 0)
        rc = cx_db_text_function(db, "mask_text", 4, bare ? unmasked : transcript, NULL, err);
    return rc;
}
