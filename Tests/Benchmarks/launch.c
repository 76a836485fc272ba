// Usage: launch PROGRAM
//
// Runs PROGRAM once the way a web server runs a CGI: no input, the answer through a pipe. Prints one line, the
// microseconds from the start to the end of the program and its exit status, and then the answer itself.
// In C, because an interpreter's fork would cost as much as what is measured.

#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static void check(int error, const char *what) {
    if (error == 0) return;
    fprintf(stderr, "launch: %s: %s\n", what, strerror(error));
    exit(1);
}

static pid_t start(char **command, int output) {
    posix_spawn_file_actions_t actions;
    pid_t child;
    check(posix_spawn_file_actions_init(&actions), "file actions");
    check(posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0), "/dev/null");
    check(posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO), "standard output");
    check(posix_spawn(&child, command[0], &actions, NULL, command, environ), command[0]);
    return child;
}

static size_t read_all(int input, char *buffer, size_t size) {
    size_t length = 0;
    ssize_t got;
    while (length < size && (got = read(input, buffer + length, size - length)) > 0) length += (size_t)got;
    return length;
}

static long long microseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000LL + now.tv_nsec / 1000;
}

int main(int argc, char **argv) {
    static char answer[65536];
    int ends[2], status;
    if (argc != 2 || pipe2(ends, O_CLOEXEC) != 0) return 1;

    long long began = microseconds();
    pid_t child = start(argv + 1, ends[1]);
    close(ends[1]);
    size_t length = read_all(ends[0], answer, sizeof answer);
    if (waitpid(child, &status, 0) != child) return 1;
    long long ended = microseconds();

    printf("%lld %d\n", ended - began, WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    fwrite(answer, 1, length, stdout);
    return 0;
}
