#include "seal/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/spool.h"

extern char **environ;

/* Files that ssh-keygen gets beside stdin, by the names /dev/fd/3 and /dev/fd/4. */
enum { IN, OUT, SAID, MORE, FILES = MORE + 2 };

/* Runs ssh-keygen with files[] as its descriptors; its exit status, or negative. */
static int run(char *const *arguments, const int files[FILES], struct cx_err *err)
{
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = 0;
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < FILES; i++) {
        if (files[i] >= 0)
            posix_spawn_file_actions_adddup2(&actions, files[i], i);
    }
    int failed = posix_spawnp(&pid, "ssh-keygen", &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        return cx_err_set(err, CX_EWORLD, "ssh-keygen, which signs, can't be run: %s",
                          cx_err_cause(failed));
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 255;
}

static void read_back(struct cx_buf *text, int fd)
{
    char bytes[4096];
    ssize_t n;
    lseek(fd, 0, SEEK_SET);
    while ((n = read(fd, bytes, sizeof bytes)) > 0)
        cx_buf_add(text, bytes, (size_t)n);
}

/* A file with some bytes, whose descriptor is above those that run gives to ssh-keygen. */
static int open_bytes(int *fd, const char *bytes, size_t n, struct cx_err *err)
{
    int low = cx_spool_bytes(bytes, n, "a text to be signed", err);
    if (low < 0)
        return low;
    *fd = fcntl(low, F_DUPFD_CLOEXEC, FILES);
    close(low);
    return *fd < 0 ? cx_err_set(err, CX_EWORLD, "a text to be signed: %s", cx_err_cause(errno)) : 0;
}

static void close_all(const int files[FILES])
{
    for (int i = 0; i < FILES; i++) {
        if (files[i] >= 0)
            close(files[i]);
    }
}

/* What ssh-keygen said, its last line. */
static void last_line(struct cx_buf *said, int fd)
{
    read_back(said, fd);
    while (said->len > 0 && strchr("\r\n", said->data[said->len - 1]))
        said->data[--said->len] = '\0';
}

int sign_text(struct cx_buf *text, size_t n, const char *key, struct cx_err *err)
{
    char *const arguments[] = {"ssh-keygen",           "-Y", "sign", "-n", "cx", "-f",
                               (char *)(uintptr_t)key, NULL};
    int files[FILES] = {-1, -1, -1, -1, -1};
    struct cx_buf said = {0};
    int rc = open_bytes(&files[IN], text->data, n, err);
    if (rc == 0)
        rc = open_bytes(&files[OUT], "", 0, err);
    if (rc == 0)
        rc = open_bytes(&files[SAID], "", 0, err);
    if (rc == 0)
        rc = run(arguments, files, err);
    if (rc > 0) {
        last_line(&said, files[SAID]);
        rc = cx_err_set(err, CX_EWORLD, "%s: can't sign: ssh-keygen says: %s", key,
                        cx_buf_str(&said));
    }
    if (rc == 0)
        read_back(text, files[OUT]);
    close_all(files);
    cx_buf_fini(&said);
    return rc;
}

/* The keys of the file as ssh-keygen wants them: each behind the name of the signer. */
static int list_signers(struct cx_buf *list, const char *signer, struct cx_err *err)
{
    char line[16384];
    FILE *file = fopen(signer, "re");
    if (!file)
        return cx_err_set(err, CX_EWORLD, "%s: %s", signer, cx_err_cause(errno));
    while (fgets(line, sizeof line, file)) {
        if (strchr("#\r\n", line[0]) == NULL)
            cx_buf_printf(list, "cx namespaces=\"cx\" %s", line);
    }
    fclose(file);
    return strstr(cx_buf_str(list), "PRIVATE KEY")
               ? cx_err_set(err, CX_EUSAGE,
                            "%s: is a private key: name the public one, which ends in .pub", signer)
               : 0;
}

int sign_check(const char *text, size_t n, const char *signature, const char *name,
               const char *signer, struct cx_err *err)
{
    char *const arguments[] = {"ssh-keygen", "-Y", "verify",    "-n", "cx",        "-I",
                               "cx",         "-f", "/dev/fd/3", "-s", "/dev/fd/4", NULL};
    int files[FILES] = {-1, -1, -1, -1, -1};
    struct cx_buf signers = {0};
    int rc = list_signers(&signers, signer, err);
    if (rc == 0)
        rc = open_bytes(&files[IN], text, n, err);
    if (rc == 0)
        rc = open_bytes(&files[OUT], "", 0, err);
    if (rc == 0)
        rc = open_bytes(&files[SAID], "", 0, err);
    if (rc == 0)
        rc = open_bytes(&files[MORE], cx_buf_str(&signers), signers.len, err);
    if (rc == 0)
        rc = open_bytes(&files[MORE + 1], signature, strlen(signature), err);
    if (rc == 0)
        rc = run(arguments, files, err);
    if (rc > 0)
        rc = cx_err_set(err, CX_EDATA, "%s: was not signed by the key in %s, or changed since",
                        name, signer);
    close_all(files);
    cx_buf_fini(&signers);
    return rc;
}
