#include "base/outfile.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "unit.h"

static char scratch[] = "/tmp/cx-outfile-XXXXXX";

static void set_up(void)
{
    memcpy(scratch + sizeof scratch - 7, "XXXXXX", 6);
    ck_assert_ptr_nonnull(mkdtemp(scratch));
    ck_assert_int_eq(chdir(scratch), 0);
    umask(022);
}

static int entries(bool remove_them)
{
    DIR *dir = opendir(scratch);
    int count = 0;
    ck_assert_ptr_nonnull(dir);
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (remove_them)
            unlink(entry->d_name);
    }
    closedir(dir);
    return count;
}

static void tear_down(void)
{
    entries(true);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(scratch), 0);
}

static void check_content(const char *path, const char *expected)
{
    char text[1000];
    FILE *stream = fopen(path, "r");
    ck_assert_msg(stream != NULL, "%s is not there", path);
    size_t n = fread(text, 1, sizeof text - 1, stream);
    text[n] = '\0';
    fclose(stream);
    ck_assert_str_eq(text, expected);
}

/* Writes text to path; returns the code, and the message in err. */
static int put(const char *path, const char *text, struct cx_err *err)
{
    struct cx_outfile file;
    *err = (struct cx_err){0};
    int code = cx_outfile_open(&file, path, err);
    if (code == 0) {
        fputs(text, file.stream);
        code = cx_outfile_commit(&file, err);
    }
    cx_outfile_fini(&file);
    return code;
}

static void put_well(const char *path, const char *text)
{
    struct cx_err err;
    ck_assert_msg(put(path, text, &err) == 0, "%s", err.text);
    ck_assert_int_eq(err.code, 0);
}

static unsigned mode_of(const char *path)
{
    struct stat st;
    ck_assert_int_eq(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

START_TEST(appears_whole)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    put_well("bonus.csv", "old\n");
    ck_assert_int_eq(cx_outfile_open(&file, "bonus.csv", &err), 0);
    ck_assert_int_eq(strncmp(file.temporary, ".bonus.csv.", 11), 0);
    ck_assert_uint_eq(mode_of(file.temporary), 0600);
    fputs("new\n", file.stream);
    fflush(file.stream);
    check_content("bonus.csv", "old\n");
    ck_assert_int_eq(cx_outfile_commit(&file, &err), 0);
    check_content("bonus.csv", "new\n");
    ck_assert_int_eq(cx_outfile_commit(&file, &err), 0);
    cx_outfile_fini(&file);
    cx_outfile_fini(&file);
    check_content("bonus.csv", "new\n");
    ck_assert_int_eq(entries(false), 1);
}
END_TEST

START_TEST(many_are_synced_together)
{
    struct cx_err err = {0};
    for (int i = 0; i < 3; i++) {
        struct cx_outfile file;
        char name[] = "0.html";
        name[0] = (char)('0' + i);
        ck_assert_int_eq(cx_outfile_open_of_many(&file, name, false, &err), 0);
        fputs("page\n", file.stream);
        ck_assert_int_eq(cx_outfile_commit(&file, &err), 0);
        cx_outfile_fini(&file);
        check_content(name, "page\n");
    }
    ck_assert_int_eq(entries(false), 3);
    ck_assert_int_eq(cx_outfile_sync_all(".", &err), 0);
    ck_assert_int_eq(cx_outfile_sync_all("nowhere", &err), CX_EWORLD);
    ck_assert_str_eq(err.text, "nowhere: No such file or directory");
}
END_TEST

START_TEST(abandoned_leaves_nothing)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_outfile_open(&file, "bonus.csv", &err), 0);
    fputs("half\n", file.stream);
    ck_assert_int_eq(entries(false), 1);
    cx_outfile_fini(&file);
    ck_assert_int_eq(entries(false), 0);
}
END_TEST

START_TEST(folders_and_long_names)
{
    char path[400], name[256];
    snprintf(path, sizeof path, "%s/b.csv", scratch);
    put_well(path, "absolute\n");
    check_content("b.csv", "absolute\n");
    put_well("./c.csv", "relative\n");
    check_content("c.csv", "relative\n");
    memset(name, 'n', 255);
    name[255] = '\0';
    put_well(name, "as long as names go\n");
    check_content(name, "as long as names go\n");
    ck_assert_int_eq(entries(false), 3);
}
END_TEST

START_TEST(modes)
{
    umask(0);
    put_well("a", "");
    ck_assert_uint_eq(mode_of("a"), 0600); /* whatever the umask lets */
    umask(022);
    ck_assert_int_eq(chmod("a", 0640), 0);
    put_well("a", "");
    ck_assert_uint_eq(mode_of("a"), 0640);
    put_well("b", "");
    ck_assert_int_eq(chmod("b", 0600), 0);
    put_well("b", "still private");
    ck_assert_uint_eq(mode_of("b"), 0600);
    ck_assert_int_eq(chmod("b", 0666), 0);
    put_well("b", "");
    ck_assert_uint_eq(mode_of("b"), 0644); /* never writable for others */
}
END_TEST

static void make_old(const char *path)
{
    const struct timespec old[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    ck_assert_int_eq(utimensat(AT_FDCWD, path, old, 0), 0);
}

START_TEST(what_killed_programs_left)
{
    struct cx_outfile first, second;
    struct cx_err err = {0};
    put_well(".bonus.csv.abcdef", "left by a program that was killed");
    put_well(".bonus.csv.young1", "just made");
    put_well(".bonus.csv.abcdefg", "of another name");
    make_old(".bonus.csv.abcdef");
    make_old(".bonus.csv.abcdefg");
    ck_assert_int_eq(cx_outfile_open(&first, "bonus.csv", &err), 0);
    make_old(first.temporary);
    ck_assert_int_eq(cx_outfile_open(&second, "bonus.csv", &err), 0);
    ck_assert_int_ne(access(".bonus.csv.abcdef", F_OK), 0);
    ck_assert_int_eq(access(".bonus.csv.young1", F_OK), 0);
    ck_assert_int_eq(access(".bonus.csv.abcdefg", F_OK), 0);
    ck_assert_int_eq(access(first.temporary, F_OK), 0); /* it is being written */
    cx_outfile_fini(&first);
    cx_outfile_fini(&second);
    ck_assert_int_eq(entries(false), 2);
}
END_TEST

START_TEST(what_was_left_of_many)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    put_well("0.html", "whole");
    put_well(".hidden", "of somebody else");
    ck_assert(!cx_outfile_has_left("."));
    ck_assert(!cx_outfile_has_left("nowhere"));
    put_well(".0.html.abcdef", "left by a program that was killed");
    make_old(".0.html.abcdef");
    ck_assert(cx_outfile_has_left("."));
    ck_assert_int_eq(cx_outfile_open_of_many(&file, "0.html", false, &err), 0);
    cx_outfile_fini(&file);
    ck_assert_int_eq(access(".0.html.abcdef", F_OK), 0); /* not looked for */
    ck_assert_int_eq(cx_outfile_open_of_many(&file, "0.html", true, &err), 0);
    cx_outfile_fini(&file);
    ck_assert_int_ne(access(".0.html.abcdef", F_OK), 0);
    ck_assert(!cx_outfile_has_left("."));
}
END_TEST

START_TEST(settled)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    ck_assert_int_eq(cx_outfile_open(&file, "bonus.csv", &err), 0);
    fputs("all\n", file.stream);
    ck_assert_int_eq(cx_outfile_settle(&file, &err), 0);
    check_content(file.temporary, "all\n");
    ck_assert_int_ne(access("bonus.csv", F_OK), 0);
    ck_assert_int_eq(cx_outfile_commit(&file, &err), 0);
    cx_outfile_fini(&file);
    check_content("bonus.csv", "all\n");
    ck_assert_int_eq(entries(false), 1);
}
END_TEST

/* As root only: the link is another one's. */
START_TEST(planted_link)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    put_well("target", "mine\n");
    ck_assert_int_eq(mkdir("shared", 0700), 0);
    ck_assert_int_eq(chmod("shared", 01777), 0);
    ck_assert_int_eq(symlink("../target", "shared/out.csv"), 0);
    put_well("shared/out.csv", "by my own link\n");
    if (lchown("shared/out.csv", 65534, 65534) == 0) {
        ck_assert_int_eq(cx_outfile_open(&file, "shared/out.csv", &err), CX_EWORLD);
        ck_assert_ptr_nonnull(strstr(err.text, "a link that somebody else made"));
        ck_assert_int_eq(chmod("shared", 0755), 0); /* my folder: nobody plants anything there */
        put_well("shared/out.csv", "by a link in my own folder\n");
    }
    unlink("shared/out.csv");
    ck_assert_int_eq(rmdir("shared"), 0);
}
END_TEST

START_TEST(databases_stay)
{
    static const char database[] = "SQLite format 3\0rest",
                      journal[] = "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7 and more";
    static const struct {
        const char *name, *bytes;
        size_t size;
        int rc;
    } files[] = {
        {"cx.db", database, sizeof database, CX_EWORLD},
        {"cx.db-journal", journal, sizeof journal, CX_EWORLD},
        {"text", "SQLite format 3 is a format", 27, 0},
        {"short", "SQLite", 6, 0},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct cx_outfile file;
        struct cx_err err = {0};
        FILE *made = fopen(files[i].name, "we");
        ck_assert_uint_eq(fwrite(files[i].bytes, 1, files[i].size, made), files[i].size);
        ck_assert_int_eq(fclose(made), 0);
        ck_assert_int_eq(symlink(files[i].name, "link"), 0);
        ck_assert_int_eq(cx_outfile_open(&file, files[i].name, &err), files[i].rc);
        cx_outfile_fini(&file);
        err = (struct cx_err){0};
        ck_assert_int_eq(cx_outfile_open(&file, "link", &err), files[i].rc);
        cx_outfile_fini(&file);
        ck_assert(files[i].rc == 0 || strstr(err.text, "link: is a database, which would be lost"));
        ck_assert_int_eq(unlink("link"), 0);
    }
    ck_assert_int_eq(entries(true), 4);
}
END_TEST

START_TEST(links_stay)
{
    struct stat st;
    put_well("real", "old\n");
    ck_assert_int_eq(symlink("real", "link"), 0);
    put_well("link", "new\n");
    ck_assert_int_eq(lstat("link", &st), 0);
    ck_assert(S_ISLNK(st.st_mode));
    check_content("real", "new\n");
    ck_assert_int_eq(symlink("nowhere", "dangling"), 0);
    put_well("dangling", "there\n");
    ck_assert_int_eq(lstat("dangling", &st), 0);
    ck_assert(S_ISLNK(st.st_mode));
    check_content("nowhere", "there\n");
    ck_assert_int_eq(entries(false), 4);
    ck_assert_int_eq(mkdir("folder", 0700), 0); /* what a link says counts from where it stands */
    ck_assert_int_eq(symlink("new", "folder/link"), 0);
    put_well("folder/link", "within\n");
    check_content("folder/new", "within\n");
    unlink("folder/new");
    unlink("folder/link");
    ck_assert_int_eq(rmdir("folder"), 0);
}
END_TEST

static void check_refused(const char *path, int code, const char *message)
{
    struct cx_err err;
    ck_assert_int_eq(put(path, "text\n", &err), code);
    ck_assert_int_eq(err.code, code);
    ck_assert_str_eq(err.text, message);
}

START_TEST(refused)
{
    check_refused("no/such/b.csv", CX_EWORLD, "no/such/b.csv: No such file or directory");
    check_refused("/tmp", CX_EWORLD, "/tmp: Is a directory");
    check_refused("", CX_EUSAGE, "the name of the output file is empty");
    check_refused("/dev/full", CX_EWORLD, "/dev/full: No space left on device");
    ck_assert_int_eq(entries(false), 0);
}
END_TEST

START_TEST(early_failure_is_remembered)
{
    struct cx_outfile file;
    struct cx_err err = {0};
    struct rlimit before, small;
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){3, before.rlim_max};
    ck_assert_int_eq(cx_outfile_open(&file, "b.csv", &err), 0);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    fputs("lost\n", file.stream);
    ck_assert_int_eq(fflush(file.stream), EOF);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
    fputs("more\n", file.stream); /* which there would be room for now */
    ck_assert_int_eq(cx_outfile_commit(&file, &err), CX_EWORLD);
    ck_assert_ptr_nonnull(strstr(err.text, "b.csv: File too large"));
    cx_outfile_fini(&file);
    ck_assert_int_eq(entries(false), 0);
}
END_TEST

START_TEST(fifo_is_written_to)
{
    char text[10] = "";
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    int fd = open("pipe", O_RDONLY | O_NONBLOCK);
    put_well("pipe", "hello");
    ck_assert_int_eq(read(fd, text, sizeof text), 5);
    ck_assert_str_eq(text, "hello");
    close(fd);
    struct stat st;
    ck_assert_int_eq(lstat("pipe", &st), 0);
    ck_assert(S_ISFIFO(st.st_mode));
    ck_assert_int_eq(entries(false), 1);
}
END_TEST

START_TEST(descriptor_is_appended_to)
{
    char path[30];
    int fd = open("log", O_RDWR | O_CREAT, 0600);
    ck_assert_int_eq(write(fd, "before\n", 7), 7);
    snprintf(path, sizeof path, "/dev/fd/%d", fd);
    put_well(path, "after\n");
    close(fd);
    check_content("log", "before\nafter\n");
}
END_TEST

/* Writes n bytes to stdout, and flushes it before the commit or not, in a child whose stdout is
 * fd (-1: closed). "code:message" of the commit comes back through a pipe. */
static void check_stdout(const char *path, int fd, size_t n, bool flushed, const char *expected)
{
    int ends[2], status;
    char got[300] = "";
    ck_assert_int_eq(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct cx_outfile file;
        struct cx_err err = {0};
        signal(SIGPIPE, SIG_IGN);
        if (fd >= 0)
            dup2(fd, STDOUT_FILENO);
        else
            close(STDOUT_FILENO);
        int code = cx_outfile_open(&file, path, &err);
        for (size_t i = 0; i < n; i++)
            fputc('x', file.stream);
        if (flushed)
            fflush(file.stream);
        if (code == 0)
            code = cx_outfile_commit(&file, &err);
        cx_outfile_fini(&file);
        dprintf(ends[1], "%d:%s", code, err.text);
        _exit(0);
    }
    close(ends[1]);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    ck_assert_int_ge(read(ends[0], got, sizeof got - 1), 0);
    close(ends[0]);
    ck_assert_str_eq(got, expected);
}

START_TEST(standard_output)
{
    static const char *const names[] = {NULL, "-", "/dev/stdout"};
    for (int i = 0; i < 3; i++) {
        int fd = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
        ck_assert_int_eq(write(fd, "a", 1), 1);
        check_stdout(names[i], fd, 3, false, "0:");
        close(fd);
        check_content("out", "axxx");
    }
}
END_TEST

START_TEST(standard_output_fails)
{
    int full = open("/dev/full", O_WRONLY);
    check_stdout(NULL, full, 3, false, "-3:standard output: No space left on device");
    check_stdout(NULL, full, 0, false, "0:");
    check_stdout(NULL, full, 100000, false, "-3:standard output: No space left on device");
    check_stdout(NULL, full, 3, true, "-3:standard output: No space left on device");
    check_stdout(NULL, -1, 3, false, "-3:standard output: Bad file descriptor");
    check_stdout(NULL, -1, 0, false, "0:");
    close(full);
}
END_TEST

START_TEST(broken_pipe_is_silent)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    close(ends[0]);
    check_stdout(NULL, ends[1], 3, false, "-3:");
    check_stdout(NULL, ends[1], 100000, false, "-3:"); /* fails long before the commit */
    check_stdout(NULL, ends[1], 3, true, "-3:");       /* the failed flush left nothing to write */
    close(ends[1]);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, appears_whole);
    tcase_add_test(tc, many_are_synced_together);
    tcase_add_test(tc, abandoned_leaves_nothing);
    tcase_add_test(tc, folders_and_long_names);
    tcase_add_test(tc, modes);
    tcase_add_test(tc, planted_link);
    tcase_add_test(tc, databases_stay);
    tcase_add_test(tc, what_killed_programs_left);
    tcase_add_test(tc, what_was_left_of_many);
    tcase_add_test(tc, settled);
    tcase_add_test(tc, links_stay);
    tcase_add_test(tc, refused);
    tcase_add_test(tc, early_failure_is_remembered);
    tcase_add_test(tc, fifo_is_written_to);
    tcase_add_test(tc, descriptor_is_appended_to);
    tcase_add_test(tc, standard_output);
    tcase_add_test(tc, standard_output_fails);
    tcase_add_test(tc, broken_pipe_is_silent);
}

UNIT_MAIN("outfile")
