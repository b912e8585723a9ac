import { bodyLimitBytes, forms } from './gate.ts'
import { omsTarget, type Route, routesFor } from './routes.ts'
import { deskJson, frontOf, hostAndPort, injectedToken, type Settings } from './settings.ts'

/** Where the build is, where nginx may write, and what it needs from its machine. All absolute. */
export type Places = {
  /** The production build. */
  dist: string
  /** nginx's own folder: logs, pid, temporary files. */
  work: string
  /** The file for {@link tokenInclude}, for its owner's eyes only. */
  tokenInclude: string
  /** Certificates to check OMS's with, when it is reached by https. */
  certificates: string
  /** Whom the workers run as; without it, whoever starts nginx. */
  user?: string | undefined
}

/** Stands in the built index.html where nginx puts each answer's own nonce. */
export const noncePlaceholder = 'NONCE-OF-THIS-ANSWER'

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'nonce-$request_id'",
  "style-src 'self' 'nonce-$request_id'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * A whole nginx configuration for the desk: the gate's rules and the route table in nginx's words. Throws an
 * Error when the settings leave open which OMS, or would let strangers in. It never holds a token.
 */
export function nginxConf(settings: Settings, places: Places): string {
  const { omsAddress, listen, tls, rejectPath } = settings
  if (omsAddress === undefined) {
    throw new Error('Unusable settings:\n  OMS_ADDRESS must be set: nginx stands in front of a real OMS')
  }
  const front = frontOf(settings)
  const oms = new URL(omsAddress)
  const hosts = [...front.origins.map((origin) => new URL(origin).host), listen]
  return `# Backup Desk in front of ${oms.host}. Generated from its route table; change the settings, not this file.
${places.user === undefined ? '' : `user ${places.user};\n`}worker_processes auto;
pid ${quote(`${places.work}/nginx.pid`)};
error_log ${quote(`${places.work}/error.log`)} warn;

events {
  worker_connections 1024;
}

http {
  types {
    text/html html;
    text/css css;
    text/javascript js;
    image/svg+xml svg;
    application/json json map;
  }
  default_type application/octet-stream;
  server_tokens off;

  # Room for a long PUBLIC_ORIGIN.
  map_hash_bucket_size 512;

  # Paths of ours and no query: what a client puts into an address stays out of the log.
  map $request_uri $logged_path {
    default other;
    ~^/(?:apply|applications|desk\\.json|favicon\\.svg|assets/[A-Za-z0-9_-]+\\.[a-z]+)?$ $request_uri;
${routesFor(rejectPath).map(loggedPath).join('\n')}
  }
  log_format desk escape=json
    '{"time":"$time_iso8601","from":"$remote_addr","method":"$request_method","path":"$logged_path","attempt":"$attempt",'
    '"status":$status,"bytes":$body_bytes_sent,"seconds":$request_time,"oms_status":"$upstream_status","oms_bytes_sent":"$upstream_bytes_sent"}';
  access_log ${quote(`${places.work}/access.log`)} desk;

  client_body_temp_path ${quote(`${places.work}/body`)};
  proxy_temp_path ${quote(`${places.work}/proxy`)};
  fastcgi_temp_path ${quote(`${places.work}/fastcgi`)};
  uwsgi_temp_path ${quote(`${places.work}/uwsgi`)};
  scgi_temp_path ${quote(`${places.work}/scgi`)};

  # The address as the client wrote it. $uri is nginx's reading of it; only where both agree is it one of ours.
  map $request $written {
    default "";
    "~^[A-Z]+ (?<target>\\S+) HTTP/1\\.[01]$" $target;
  }
  map $http_host $known_host {
    default "";
${[...new Set(hosts)].map((host) => `    ${quote(host)} yes;`).join('\n')}
  }
  map $http_origin $known_origin {
    default "";
    "" yes;
${front.origins.map((origin) => `    ${quote(origin)} yes;`).join('\n')}
  }
  map $http_sec_fetch_site $known_site {
    default "";
    "" yes;
    ${quote(`~${forms.site}`)} yes;
  }
  map $known_host$known_origin$known_site $foreign {
    default yes;
    yesyesyes "";
  }
  map $http_content_type $json {
    default "";
    ${quote(`~*${forms.type}`)} yes;
  }
  map $http_x_request_id $attempt {
    default "";
    ${quote(`~${forms.requestId}`)} $http_x_request_id;
  }
  map $content_length$http_transfer_encoding $body {
    default yes;
    "" "";
    0 "";
  }
${
  front.injected === undefined
    ? `  map $http_authorization $access_token {
    default "";
    ${quote(`~${forms.bearer}`)} $token;
  }`
    : `  # The shared token, in a file that only its owner may read.
  include ${quote(places.tokenInclude)};`
}

  # The proxy's own errors. With no byte sent to OMS it is proven that nothing reached it.
  map "$status $request_uri" $refusal {
    "~^400 /oms/" "request id";
    ~^400 malformed;
    ~^401 token;
    ~^403 origin;
    ~^404 "no route";
    ~^405 method;
    ~^409 repeated;
    ~^411 length;
    ~^4(?:13|14|94) "too large";
    ~^415 type;
    ~^429 limited;
    ~^50[24] upstream;
    default failed;
  }
  map "$status $upstream_bytes_sent" $sent {
    ~^409 '"maybe"';
    "~^\\d+ 0?$" false;
    default '"maybe"';
  }

  map "$status $uri" $cache_control {
    "~^(?:200|304) /assets/" "public, max-age=31536000, immutable";
    default no-store;
  }

  # Lets each attempt through once in a minute: a browser re-sends a POST by itself when a connection dies.
  limit_req_zone $attempt zone=once:10m rate=1r/m;
  limit_req_zone $binary_remote_addr zone=login:1m rate=60r/m;
  limit_conn_zone $binary_remote_addr zone=peers:1m;

  upstream oms {
    server ${upstream(oms)} max_fails=0;
  }

  server {
    listen ${listen}${tls === undefined ? '' : ' ssl'};
${
  tls === undefined
    ? ''
    : `    ssl_certificate ${quote(tls.cert)};
    ssl_certificate_key ${quote(tls.key)};
    ssl_protocols TLSv1.2 TLSv1.3;
`
}    root ${quote(places.dist)};
    # nginx writes the address it calls at OMS, token included, into its error log, at every level but this.
    error_log ${quote(`${places.work}/error.log`)} emerg;
    # Of the headers, an inner add_header would drop them all.
    add_header Content-Security-Policy "${contentSecurityPolicy}" always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    add_header Cross-Origin-Opener-Policy same-origin always;
    add_header Cross-Origin-Resource-Policy same-origin always;
    add_header Cache-Control $cache_control always;
    error_page 400 401 403 404 405 408 409 411 413 414 415 416 429 494 500 501 502 503 504 505 /.refusal;

    # On a reused connection that dies, a browser sends a POST a second time by itself.
    keepalive_timeout 0;
    merge_slashes off;
    client_max_body_size ${bodyLimitBytes};
    # Bodies, passwords among them, stay in memory.
    client_body_buffer_size ${bodyLimitBytes};
    client_header_timeout 10s;
    client_body_timeout 10s;
    limit_conn peers 64;
    limit_conn_status 429;
    limit_req_status 429;

    proxy_http_version 1.1;
    proxy_pass_request_headers off;
    proxy_set_header Host ${quote(oms.host)};
    proxy_set_header Connection close;
    proxy_set_header Content-Type $http_content_type;
    proxy_set_header Accept $http_accept;
    proxy_connect_timeout 3s;
    proxy_read_timeout 40s;
    proxy_send_timeout 40s;
    proxy_next_upstream off;
    proxy_ignore_client_abort on;
    proxy_max_temp_file_size 0;
    proxy_redirect off;
    proxy_ignore_headers X-Accel-Redirect X-Accel-Expires X-Accel-Limit-Rate X-Accel-Buffering X-Accel-Charset Expires Cache-Control Set-Cookie Vary;
${hiddenHeaders.map((name) => `    proxy_hide_header ${name};`).join('\n')}
${oms.protocol === 'https:' ? tlsToOms(oms, places) : ''}
    location / {
      try_files $uri /index.html;
      sub_filter ${quote(noncePlaceholder)} $request_id;
      sub_filter_once off;
      gzip on;
      gzip_vary on;
    }
    location /assets/ {
      try_files $uri =404;
      gzip_static on;
      gzip_vary on;
    }
    location = /desk.json {
      default_type application/json;
      if ($request_method !~ ^(?:GET|HEAD)$) { return 405; }
      return 200 ${quote(JSON.stringify(deskJson(settings)).replaceAll('$', String.raw`\u0024`))};
    }
${routesFor(rejectPath)
  .map((route) => location(route, oms.protocol))
  .join('\n')}
    location ~ ^/oms(?![\\w-]) {
      return 404;
    }
    location = /.refusal {
      internal;
      default_type application/json;
      return 200 '{"proxy":{"kind":"$refusal","sent":$sent}}';
    }
  }
}
`
}

/** What an answer of OMS may not say to the browser: of its headers only the type and the length concern the page. */
const hiddenHeaders = [
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Origin',
  'Alt-Svc',
  'Cache-Control',
  'Clear-Site-Data',
  'Content-Disposition',
  'Content-Security-Policy',
  'Cross-Origin-Opener-Policy',
  'Cross-Origin-Resource-Policy',
  'ETag',
  'Expires',
  'Last-Modified',
  'Link',
  'Location',
  'Pragma',
  'Referrer-Policy',
  'Refresh',
  'Set-Cookie',
  'Strict-Transport-Security',
  'Vary',
  'WWW-Authenticate',
  'X-Content-Type-Options',
  'X-Powered-By',
]

function tlsToOms({ hostname }: URL, { certificates }: Places): string {
  return `    proxy_ssl_server_name on;
    proxy_ssl_name ${quote(hostname)};
    proxy_ssl_verify on;
    proxy_ssl_verify_depth 5;
    proxy_ssl_trusted_certificate ${quote(certificates)};
`
}

/** "localhost" may name two addresses; nginx would take turns, and one that nobody listens at is an error each second time. */
function upstream(oms: URL): string {
  return hostAndPort(oms).replace(/^localhost:/, '127.0.0.1:')
}

function loggedPath({ path }: Route): string {
  return `    ~^${path.replace(/:\w+/g, '\\d+')}$ $request_uri;`
}

/** A word in nginx's quotes. */
function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
}

/** The file that gives nginx the shared token. Throws when there is none. */
export function tokenInclude(settings: Settings): string {
  const injected = injectedToken(settings)
  if (injected === undefined) throw new Error('OMS_ACCESS_TOKEN is not set')
  return `geo $access_token {\n  default ${quote(injected)};\n}\n`
}

/** The gate's decision about one address, in its order; only 413 comes before all others. */
function location(route: Route, protocol: string): string {
  const { method, path, oms } = route
  const parts = path.includes(':')
  const where = parts ? `~ ${quote(`^${path.replace(/:(\w+)/g, '(?<part_$1>\\d+)')}$`)}` : `= ${path}`
  const target = omsTarget(oms.path.replace(/:(\w+)/g, '$part_$1'), oms.cmd)
  const refusals = [
    ['$written != $uri', 404],
    ['$foreign', 403],
    [`$request_method != ${method}`, 405],
    ...(method === 'GET'
      ? [['$body', 413]]
      : [
          ['$json = ""', 415],
          ['$content_length = ""', 411],
        ]),
    ...(oms.once === true ? [['$attempt = ""', 400]] : []),
    ...(oms.token === false ? [] : [['$access_token = ""', 401]]),
  ].map(([condition, status]) => `      if (${condition}) { return ${status}; }`)
  const limits = [
    ...(oms.once === true ? ['      limit_req zone=once;', '      limit_req_status 409;'] : []),
    ...(oms.token === false ? ['      limit_req zone=login burst=30 nodelay;'] : []),
  ]
  return `    location ${where} {
${[...refusals, ...limits].join('\n')}
      proxy_pass ${protocol}//oms${target}${oms.token === false ? '' : '&access-token=$access_token'};
    }`
}
