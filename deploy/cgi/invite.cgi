#!/bin/sh
# The program that Apache starts: sets what the handler has to know, then becomes it. Mode 0755, in the folder of
# .htaccess. The host's suexec passes on none of our variables, so they stand here; this file holds no secret.

# Where you put the programs and the state: outside of public_html, closed to everybody else (chmod 700). The whole path,
# for suexec passes on no HOME either.
home=/home/YOU/invite-fcgi
INVITE_STATE_DIR=$home/state
# Your site, and the folder of it where this file is, are in config.json there, which invitectl reads too.
# What a crash prints holds memory, and that may hold secrets.
SWIFT_BACKTRACE=enable=no
export INVITE_STATE_DIR SWIFT_BACKTRACE
exec "$home/invite-fcgi"
