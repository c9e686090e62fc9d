#!/bin/sh
# Serves the bare repositories of /srv/git over ssh to whoever has a key in /etc/git-server/authorized_keys.
# /etc/git-server also has the host's key and, per repository, who is told of its pushes: <owner>.<name>.url, .secret,
# .id and .owner-id.
set -eu

# git@host:owner/name.git is a path below the home of the user.
mkdir -p /home
ln -sfn /srv/git /home/git
# What the package would have done when it was installed: sshd reads what strangers send as this user.
grep -q '^sshd:' /etc/passwd || echo 'sshd:x:100:65534::/run/sshd:/usr/sbin/nologin' >> /etc/passwd
install -d -m 755 /run/sshd
install -m 600 /etc/git-server/host_key /run/host_key
install -m 644 /etc/git-server/authorized_keys /run/authorized_keys

for repository in ${REPOSITORIES}; do
  path="/srv/git/${repository}.git"
  [ -d "${path}" ] || git init --quiet --bare --initial-branch main "${path}"
done
chown -R git:git /srv/git

exec /usr/sbin/sshd -D -e -f /dev/null -h /run/host_key \
  -o Port=2222 -o PasswordAuthentication=no -o KbdInteractiveAuthentication=no -o PermitRootLogin=no \
  -o AuthorizedKeysFile=/run/authorized_keys -o StrictModes=no -o UsePAM=no -o PrintMotd=no
