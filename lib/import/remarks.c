#include "import/remarks.h"

#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "import/loader.h"
#include "store/id.h"

/* Rows that the reader of a workbook saw, and those that were left out. What is true of the file as
 * such is told once, though it be taken as several kinds. */
static void tell_hidden(struct cx_buf *text, const struct file *file, bool is_again)
{
    int64_t hidden = file->intake.reader && !is_again ? cx_book_hidden(file->intake.reader) : 0;
    if (file->intake.reader && !is_again && cx_book_has_above(file->intake.reader))
        cx_buf_say(text, "%s: the lines above the header, which is in line %lld, were left out\n",
                   file->result->name, (long long)cx_book_header(file->intake.reader)->line);
    if (hidden > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row that the sheet hides was read, too\n",
                             "%s: %lld rows that the sheet hides were read, too\n",
                             (unsigned long long)hidden),
                   file->result->name, (long long)hidden);
    if (file->intake.totals > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row of totals was left out\n",
                             "%s: %lld rows of totals were left out\n",
                             (unsigned long long)file->intake.totals),
                   file->result->name, (long long)file->intake.totals);
    if (file->intake.left_out > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row was left out of the %s by %s\n",
                             "%s: %lld rows were left out of the %s by %s\n",
                             (unsigned long long)file->intake.left_out),
                   file->result->name, (long long)file->intake.left_out, file->kind->name,
                   file->intake.map->path);
}

static void tell_odd(struct cx_buf *text, const struct file *file)
{
    const struct odd_days *future = &file->noted.future, *ancient = &file->noted.ancient;
    char day[CX_DATE_TEXT], today[CX_DATE_TEXT];
    cx_date_format(today, cx_date_of(file->import->options->now));
    if (future->rows > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld row is after today, %s: in line %lld, of %s\n",
                             "%s: %lld rows are after today, %s: the first in line %lld, of %s\n",
                             (unsigned long long)future->rows),
                   file->result->name, (long long)future->rows, today, (long long)future->line,
                   cx_date_format(day, future->day));
    if (ancient->rows > 0)
        cx_buf_say(
            text,
            cx_said_n("%s: %lld row is of more than %d years ago: in line %lld, of %s\n",
                      "%s: %lld rows are of more than %d years ago: the first in line %lld, of "
                      "%s\n",
                      (unsigned long long)ancient->rows),
            file->result->name, (long long)ancient->rows, ANCIENT_YEARS, (long long)ancient->line,
            cx_date_format(day, ancient->day));
}

static void tell_alike(struct cx_buf *text, const struct file *file)
{
    const struct alike_ids *zeros = &file->zeros, *cases = &file->cases;
    char id[CX_ID_MAX + 1], other[CX_ID_MAX + 1];
    if (zeros->rows > 0)
        cx_buf_say(
            text,
            cx_said_n("%s: %lld new row has the id of another without its leading zeros, in "
                      "line %lld %s, as %s is there: did a spreadsheet take the zeros?\n",
                      "%s: %lld new rows have the ids of others without their leading zeros, "
                      "the first in line %lld %s, as %s is there: did a spreadsheet take the "
                      "zeros?\n",
                      (unsigned long long)zeros->rows),
            file->result->name, (long long)zeros->rows, (long long)zeros->line,
            cx_id_text(id, file->import->db, zeros->id),
            cx_id_text(other, file->import->db, zeros->other));
    if (cases->rows > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld new row has the id of another in another case, in line %lld "
                             "%s, as %s is there: is it the same?\n",
                             "%s: %lld new rows have the ids of others in another case, the first "
                             "in line %lld %s, as %s is there: are they the same?\n",
                             (unsigned long long)cases->rows),
                   file->result->name, (long long)cases->rows, (long long)cases->line,
                   cx_id_text(id, file->import->db, cases->id),
                   cx_id_text(other, file->import->db, cases->other));
}

/* What became of times with a zone. */
static void tell_zones(struct cx_buf *text, const struct file *file)
{
    const struct cx_zoned *zoned = &file->intake.zoned;
    const char *name = file->result->name;
    int minutes = zoned->kept_offset_s / 60;
    if (zoned->converted > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld time with a zone was converted to %s\n",
                             "%s: %lld times with a zone were converted to %s\n",
                             (unsigned long long)zoned->converted),
                   name, (long long)zoned->converted, file->import->zone_name);
    if (zoned->twice > 0)
        cx_buf_say(text,
                   cx_said_n("%s: %lld of them is in an hour that clocks there show twice\n",
                             "%s: %lld of them are in an hour that clocks there show twice\n",
                             (unsigned long long)zoned->twice),
                   name, (long long)zoned->twice);
    if (zoned->kept > 0)
        cx_buf_say(
            text,
            cx_said_n("%s: %lld time with the zone %c%02d:%02d was taken as it stands: set "
                      "time_zone to the centre's zone if that is another, as in Asia/Shanghai\n",
                      "%s: %lld times with the zone %c%02d:%02d were taken as they stand: set "
                      "time_zone to the centre's zone if that is another, as in Asia/Shanghai\n",
                      (unsigned long long)zoned->kept),
            name, (long long)zoned->kept, minutes < 0 ? '-' : '+', abs(minutes) / 60,
            abs(minutes) % 60);
}

/* Amounts that end in the next column, or don't: nothing in the file tells. */
static void tell_parted(struct cx_buf *text, const struct file *file)
{
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct parted *parted = &file->intake.sources[i].parted;
        if (!may_be_parted(parted))
            continue;
        cx_buf_say(text,
                   cx_said_n("%s: %lld %s may be parted by its comma, in line %lld \"%s\": if it "
                             "is, put it in quotes\n",
                             "%s: %lld cells of %s may be parted by their commas, the first in "
                             "line %lld \"%s\": if they are, put them in quotes\n",
                             (unsigned long long)parted->rows),
                   file->result->name, (long long)parted->rows, file->kind->fields[i].name,
                   (long long)parted->line, parted->what);
    }
}

/* Texts that say NULL and the like, which are values for all that counts or compares them. */
static void tell_nulls(struct cx_buf *text, const struct file *file)
{
    for (size_t i = 0; i < file->kind->count; i++) {
        const struct nulls *nulls = &file->intake.sources[i].nulls;
        if (nulls->rows == 0)
            continue;
        cx_buf_say(
            text,
            cx_said_n("%s: %lld cell of %s says \"%s\", in line %lld, which is not empty: if "
                      "it stands for nothing, say %s= under values in a map\n",
                      "%s: %lld cells of %s say \"%s\" or the like, the first in line %lld, "
                      "which are not empty: if they stand for nothing, say %s= under values "
                      "in a map\n",
                      (unsigned long long)nulls->rows),
            file->result->name, (long long)nulls->rows, file->kind->fields[i].name, nulls->what,
            (long long)nulls->line, nulls->what);
    }
}

/* Columns that a map reads, of which no row of JSON has a value. */
static void tell_lacking(struct cx_buf *text, const struct file *file)
{
    struct cx_buf names = {0};
    for (size_t i = 0; i < file->kind->count; i++) {
        if (file->intake.sources[i].lacking)
            cx_buf_printf(&names, "%s%s", names.len ? ", " : "", file->intake.sources[i].lacking);
    }
    if (names.len)
        cx_buf_say(text, "%s: no row has %s, which the map reads: taken as empty\n",
                   file->result->name, cx_buf_str(&names));
    cx_buf_fini(&names);
}

/* Whether the file has been taken as another kind before. */
static bool is_again(const struct file *files, size_t i)
{
    bool is_it = false;
    for (size_t k = 0; k < i; k++)
        is_it = is_it || strcmp(files[k].result->name, files[i].result->name) == 0;
    return is_it;
}

void remarks_on(struct cx_buf *text, const struct file *files, size_t i)
{
    const struct file *file = &files[i];
    tell_hidden(text, file, is_again(files, i));
    tell_odd(text, file);
    tell_zones(text, file);
    tell_alike(text, file);
    tell_parted(text, file);
    tell_nulls(text, file);
    tell_lacking(text, file);
    spoilt_tell(text, file->result->name, &file->intake.spoilt);
}
