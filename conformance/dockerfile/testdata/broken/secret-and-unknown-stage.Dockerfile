FROM docker.io/library/debian:13 AS build
ARG NPM_TOKEN
RUN cd /srv

FROM docker.io/library/debian
COPY --from=built /srv /srv
ENTRYPOINT /srv/api $UNKNOWN
