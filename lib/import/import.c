#include "import/import.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/invariant.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/spool.h"
#include "fact/stale.h"
#include "import/dealer.h"
#include "import/hooks.h"
#include "import/refs.h"
#include "import/wanted.h"
#include "past/days.h"
#include "store/audit.h"
#include "store/journal.h"

#define ROW_BYTES 80 /* of a usual row, to guess how many a file has */

static int open_fd(struct file *file, struct cx_err *err)
{
    const char *name = file->result->name;
    struct stat status;
    file->path = part_split(name, &file->part);
    if (strcmp(name, "-") == 0)
        file->fd = dup(STDIN_FILENO);
    else
        file->fd = open(file->path, O_RDONLY | O_CLOEXEC);
    if (file->fd < 0)
        return cx_err_set(err, CX_EWORLD, "%s: %s", name, cx_err_cause(errno));
    if (fstat(file->fd, &status) == 0 && S_ISDIR(status.st_mode))
        return cx_err_set(err, CX_EWORLD, "%s: is a folder: name the files in it, as in %s/*.csv",
                          name, name);
    if (file->hooks->is_read_twice && lseek(file->fd, 0, SEEK_CUR) < 0) {
        int kept = cx_spool(file->fd, name, err);
        if (kept < 0)
            return kept;
        close(file->fd);
        file->fd = kept;
    }
    return 0;
}

static int column(const struct cx_kind *kind, const char *name)
{
    return cx_kind_field(kind, name, strlen(name));
}

static void find_hook_columns(struct file *file)
{
    for (int i = 0; i < HOOK_COLUMNS && file->hooks->columns[i]; i++) {
        file->hook_columns[i] = column(file->kind, file->hooks->columns[i]);
        CX_INVARIANT(file->hook_columns[i] >= 0, "hooks read columns that their kind has");
    }
}

static void find_columns(struct file *file)
{
    const struct cx_kind *kind = file->kind;
    int keys = 0;
    file->own_ref = refs_find(file->import->refs, kind->name);
    file->refs = cx_alloc(kind->count * sizeof *file->refs);
    for (size_t i = 0; i < kind->count; i++) {
        if (kind->fields[i].type == CX_TYPE_ID && kind->fields[i].refers)
            file->refs[i] = refs_find(file->import->refs, kind->fields[i].refers);
    }
    file->key_column = -1;
    for (size_t i = 0; i < kind->count; i++) {
        if (!(kind->fields[i].flags & CX_KEY))
            continue;
        keys++;
        file->key_column = kind->fields[i].type == CX_TYPE_ID ? (int)i : -1;
    }
    if (keys > 1)
        file->key_column = -1;
}

void file_init(struct file *file, struct import *import, struct cx_import_file *result,
               size_t number)
{
    *file = (struct file){.import = import,
                          .number = number,
                          .result = result,
                          .kind = result->kind,
                          .hooks = hooks_of(result->kind),
                          .moved_from = CX_DATE_NONE,
                          .fd = -1};
}

int open_file(struct file *file, struct cx_err *err)
{
    const struct cx_import_options *options = file->import->options;
    size_t count = file->kind->count;
    file->intake = (struct intake){
        .name = file->result->name,
        .map = file->result->map,
        .kind = file->kind,
        .db = file->import->db,
        .sources = cx_alloc(count * sizeof(struct source)),
        .present = cx_alloc(count * sizeof(bool)),
        .id_hints = cx_alloc(count * sizeof(int)),
        .order = options->order,
        .round = options->round,
        .ignore_extra = options->ignore_extra || file->import->is_deleting,
        .keys_only = file->import->is_deleting,
        .keep_raw = options->rejects != NULL,
        .transcript = column(file->kind, "transcript"),
    };
    file->csv = (struct cx_csv_options){.encoding = options->encoding,
                                        .delimiter = options->delimiter,
                                        .skip = options->skip,
                                        .own = file->own,
                                        .may_repeat = true,
                                        .find_header = options->skip > 0 ? NULL : find_header,
                                        .context = &file->intake};
    file->ids = cx_idset_new();
    file->keys = cx_map_new();
    find_columns(file);
    find_hook_columns(file);
    notes_open(file);
    int rc = file->fd < 0 ? open_fd(file, err) : 0;
    if (rc == 0)
        rc = cx_book_open(&file->intake.reader, file->fd, file->result->name, file->part,
                          &file->csv, err);
    if (rc < 0)
        return rc;
    file->intake.front = cx_shape_front(cx_book_header(file->intake.reader));
    file->intake.has_semicolons = cx_book_delimiter(file->intake.reader) == ';';
    snprintf(file->result->encoding, sizeof file->result->encoding, "%s",
             cx_book_encoding(file->intake.reader));
    if (cx_book_delimiter(file->intake.reader) == 0)
        rc = cx_db_spare_memory(file->import->db, err); /* a workbook takes some itself */
    return rc < 0 ? rc : find_sources(&file->intake, err);
}

void close_file(struct file *file)
{
    feeder_stop(file->feeder);
    intake_fini(&file->intake);
    if (file->fd >= 0)
        close(file->fd);
    free(file->path);
    cx_idset_free(file->ids);
    free(file->refs);
    cx_map_free(file->keys);
    cx_map_free(file->posts.dated);
    cx_stmt_free(file->posts.latest);
    cx_stmt_free(file->posts.person);
    cx_stmt_free(file->targets.quantity);
    cx_stmt_free(file->reviews.time);
    cx_buf_fini(&file->scratch);
    dealer_close(file);
    notes_close(file);
}

struct file *files_new(struct import *import, const struct cx_import_done *done)
{
    struct file *files = cx_alloc((done->count + 1) * sizeof *files);
    for (size_t i = 0; i < done->count; i++)
        file_init(&files[i], import, &done->files[i], i);
    return files;
}

void files_free(struct file *files, const struct import *import)
{
    for (size_t i = 0; i < import->file_count; i++)
        close_file(&files[i]);
    free(files);
}

/* Where the centre's zone is not named, all files of a command have times of one. */
static void bind_zone(struct cx_zoned *zoned, const struct cx_zoned *before)
{
    zoned->is_bound = before->is_bound || before->kept > 0;
    zoned->kept_offset_s = before->kept_offset_s;
}

/* One line of the audit row: name, SHA-256 of the bytes read, rows. */
void note_file(struct file *file)
{
    char hex[CX_HASH_TEXT];
    cx_book_digest(file->intake.reader, hex);
    cx_buf_printf(&file->import->audit, "%s %s %lld\n", file->result->name, hex,
                  (long long)file->result->read);
}

/* 0 where one of them is a pipe. */
static int64_t total_bytes(const struct file *files, size_t count)
{
    int64_t total = 0;
    struct stat st;
    for (size_t i = 0; i < count; i++) {
        if (fstat(files[i].fd, &st) != 0 || !S_ISREG(st.st_mode))
            return 0;
        total += st.st_size;
    }
    return total;
}

static int load_files(struct import *import, struct file *files, struct cx_err *err)
{
    size_t count = import->file_count;
    int rc = 0;
    if (count == 0 && !import->options->rescan)
        return 0;
    /* All headers are read before the lock is taken: a slow program upstream locks nobody out. */
    for (size_t i = 0; rc == 0 && i < count; i++)
        rc = open_file(&files[i], err);
    import->total = rc == 0 ? total_bytes(files, count) : 0;
    if (rc == 0 && count > 0 && import->options->rejects)
        rc = rejects_begin(import, files, err);
    if (rc == 0)
        rc = import_begin(import, err);
    if (rc == 0)
        rc = dealer_begin(import, err);
    if (rc == 0)
        rc = cx_journal_begin(&import->journal, import->db, err);
    if (rc == 0)
        rc = cx_stale_watch(import->db, import->total / ROW_BYTES, err);
    if (rc == 0)
        rc = contacts_begin(import, err);
    if (rc == 0)
        rc = notes_begin(import, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        if (i > 0)
            bind_zone(&files[i].intake.zoned, &files[i - 1].intake.zoned);
        rc = load_file(&files[i], err);
        import->bytes += cx_book_bytes(files[i].intake.reader);
        if (rc == 0)
            note_file(&files[i]);
    }
    return rc;
}

static bool is_refused(const struct import *import)
{
    return import->bad > 0 && (!import->options->rejects || import->is_whole_bad);
}

/* Commits, or leaves everything as it was. */
static int conclude(struct import *import, struct cx_err *err)
{
    const struct cx_import_options *options = import->options;
    struct cx_audit audit = {options->now, "cx-import", options->arguments,
                             cx_buf_str(&import->audit)};
    if (is_refused(import)) {
        cx_db_rollback(import->db);
        return cx_err_set(err, CX_EDATA,
                          cx_said_n("%lld row is bad: nothing was imported",
                                    "%lld rows are bad: nothing was imported",
                                    (unsigned long long)import->bad),
                          (long long)import->bad);
    }
    int64_t kept = 0;
    int rc = kept_imports(&kept, import->db, err);
    if (rc == 0 && options->rescan) /* which writes all that it finds anew */
        rc = cx_journal_settle(import->journal, "violations", err);
    if (rc == 0)
        rc = cx_journal_end(import->journal, kept, err);
    if (rc == 0)
        rc = cx_audit_add(import->db, &audit, err);
    if (rc == 0) /* before the good rows are in: else the bad ones could be lost */
        rc = cx_outfile_settle(&import->rejects, err);
    if (options->dry_run)
        cx_db_rollback(import->db);
    else if (rc == 0)
        rc = cx_db_commit(import->db, err);
    if (rc == 0)
        rc = cx_outfile_commit(&import->rejects, err);
    return rc == 0 && import->bad > 0 ? CX_EDATA : rc;
}

int cx_import(struct cx_import_done *done, struct cx_db *db,
              const struct cx_import_options *options, struct cx_err *err)
{
    struct import import = {.db = db, .options = options, .err = err};
    import.refs = refs_new(db);
    import.lines = cx_map_new();
    import.arranged = cx_map_new();
    import.waived = cx_map_new();
    import.payment_days = cx_days_new("payment");
    import.order_days = cx_days_new("order");
    import.episode_days = cx_days_new("episode");
    import.dated_days = cx_days_new("dated");
    int rc = choose_inputs(&import, done, err);
    struct file *files = files_new(&import, done);
    if (rc == 0)
        rc = load_files(&import, files, err);
    if (rc == 0)
        rc = finish(&import, files, err);
    if (rc == 0 && !is_refused(&import))
        rc = contacts_finish(&import, files, err);
    if (rc == 0 && !is_refused(&import))
        rc = notes_end(&import, files, err);
    if (rc == 0)
        rc = conclude(&import, err);
    if (import.keywords) {
        done->gave_up = *cx_keywords_gave_up(import.keywords);
        done->unsearched = *cx_keywords_unsearched(import.keywords);
    }
    done->rejected = import.bad;
    say_all(&import);
    if (rc == 0 || (rc == CX_EDATA && !err->text[0]))
        notes_say(&import);
    files_free(files, &import);
    import_fini(&import);
    return rc;
}
