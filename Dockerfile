# The embedded mode in a container. Never built here, for lack of a container engine: a draft.
# Debian 12 in both stages, because the C libraries of the second have to be those the program was linked with.
FROM swift:6.2-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends make \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
RUN make install DESTDIR=/image PREFIX=/usr

# The slim image holds the runtime libraries of Swift and nothing to compile with.
FROM swift:6.2-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
  libsqlite3-0 libmicrohttpd12 libyaml-0-2 libexpat1 libzip4 libvectorscan5 libpcre2-8-0 libssl3 libcurl4 \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --create-home --home-dir /var/lib/fenliu fenliu
COPY --from=build /image/usr /usr
USER fenliu
WORKDIR /var/lib/fenliu
RUN mkdir data
VOLUME /var/lib/fenliu/data
STOPSIGNAL SIGTERM
ENTRYPOINT ["fenliu"]
CMD ["serve"]
