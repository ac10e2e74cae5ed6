/* What every computation needs: its errors, and the texts that it makes. */
#include <string.h>

#include "base/mem.h"
#include "expr/tree.h"

int cx_scalar_compare(const struct cx_scalar *a, const struct cx_scalar *b)
{
    if (a->type != b->type)
        return a->type < b->type ? -1 : 1;
    if (a->type == CX_SCALAR_NUMBER)
        return cx_num_compare(a->number, b->number);
    int order = strcmp(a->text, b->text);
    return (order > 0) - (order < 0);
}

bool too_large(struct machine *machine)
{
    cx_err_set(
        machine->err, CX_EDATA,
        "a number in it becomes too large: it may have 1233 digits, and so may the numerator "
        "and denominator of a fraction");
    return false;
}

bool need_number(struct machine *machine, const struct cx_scalar *value)
{
    if (value->type == CX_SCALAR_NUMBER)
        return true;
    cx_err_set(machine->err, CX_EDATA, "'%.40s' is a text where a number is needed", value->text);
    return false;
}

struct cx_buf *make_text(struct machine *machine)
{
    struct cx_code *code = machine->code;
    if (code->made_count == code->made_cap) {
        size_t before = code->made_cap;
        CX_GROW(code->made, code->made_count, code->made_cap);
        memset(code->made + before, 0, (code->made_cap - before) * sizeof *code->made);
    }
    struct cx_buf *text = &code->made[code->made_count++];
    cx_buf_clear(text);
    return text;
}

bool take_text(struct cx_scalar *out, struct machine *machine, const struct cx_buf *text)
{
    machine->code->made_bytes += text->len;
    if (machine->code->made_bytes > CX_CODE_TEXT_MAX) {
        cx_err_set(machine->err, CX_EDATA, "its texts become too long: more than %d bytes",
                   CX_CODE_TEXT_MAX);
        return false;
    }
    *out = cx_scalar_text(cx_buf_str(text));
    return true;
}

const char *text_of(struct machine *machine, const struct cx_scalar *value)
{
    struct cx_scalar out;
    if (value->type == CX_SCALAR_TEXT)
        return value->text;
    struct cx_buf *text = make_text(machine);
    cx_num_write_text(text, value->number);
    return take_text(&out, machine, text) ? out.text : NULL;
}
