# syntax=docker/dockerfile:1
# One image for the roles serve, worker and all. Debian, not Alpine: the PostgreSQL that Wardline brings needs glibc.
# Pin the base by digest before you build for others: docker buildx imagetools inspect node:24-bookworm-slim
# prints it; pass --build-arg NODE_IMAGE=node:24-bookworm-slim@sha256:THE-DIGEST
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY tools ./tools
COPY bin ./bin
COPY demo ./demo
COPY src ./src
RUN node tools/build.ts && node tools/build-web.ts && npm prune --omit=dev --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production WARDLINE_HOME=/data WARDLINE_HOST=0.0.0.0 WARDLINE_PORT=8710
RUN groupadd --system --gid 10001 wardline \
  && useradd --system --uid 10001 --gid wardline --home-dir /data --shell /usr/sbin/nologin wardline \
  && install -d -o wardline -g wardline -m 0700 /data
WORKDIR /app
COPY --from=build /build/package.json ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/bin ./bin
COPY --from=build /build/demo ./demo
COPY --from=build /build/dist ./dist
COPY LICENSE NOTICE ./
USER 10001:10001
VOLUME /data
EXPOSE 8710
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.WARDLINE_PORT||8710)+'/readyz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "/app/bin/wardline.js"]
CMD ["serve"]
