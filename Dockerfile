# The product as docker-compose.yml runs it: `redress` on PATH, run from source by Node's own type stripping, as the
# user `node`. The version of Node is the one that package.json pins (test/unit/compose-file checks it).
FROM node:24.21.0-slim
WORKDIR /opt/redress
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev --no-audit --no-fund --loglevel=error
COPY . .
# Named volumes take the owner of the folder that they are first mounted on.
RUN ln -s /opt/redress/bin/container.js /usr/local/bin/redress \
 && mkdir -p /var/lib/redress/home /var/lib/redress/blobs /run/redress-secrets \
 && chown node:node /var/lib/redress/home /var/lib/redress/blobs /run/redress-secrets
USER node
ENV NODE_ENV=production
CMD ["redress", "--help"]
