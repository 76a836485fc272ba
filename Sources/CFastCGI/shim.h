/* libfcgi's request API, and the kernel calls that Swift's Glibc module leaves out. */
#include <fcgiapp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

/* Declared by glibc only under _GNU_SOURCE. */
extern int accept4(int, struct sockaddr *, socklen_t *, int);
