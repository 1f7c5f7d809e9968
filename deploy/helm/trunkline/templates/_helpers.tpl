{{- define "trunkline.name" -}}
{{- $release := .root.Release.Name | trunc 50 | trimSuffix "-" -}}
{{- printf "%s-%s" $release .app -}}
{{- end }}

{{- define "trunkline.selector" -}}
app.kubernetes.io/name: {{ .app }}-service
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "trunkline.labels" -}}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: trunkline
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "trunkline.image" -}}
{{- $image := printf "%s/%s-service" .root.Values.image.repository .app -}}
{{- with .root.Values.image.registry }}{{ $image = printf "%s/%s" . $image }}{{ end -}}
{{- with (index .root.Values .app).digest -}}
{{ $image }}@{{ . }}
{{- else -}}
{{ $image }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}
{{- end }}

{{- define "trunkline.port" -}}
{{- get (dict "catalog" "8081" "session" "8082" "progress" "8083") . -}}
{{- end }}

{{- define "trunkline.managementPort" -}}
{{- get (dict "catalog" "9001" "session" "9002" "progress" "9003") . -}}
{{- end }}

{{/* What the restricted profile asks of a pod, and what else every pod here has. */}}
{{- define "trunkline.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: {{ .Values.pods.runAsUser }}
  runAsGroup: {{ .Values.pods.runAsUser }}
  fsGroup: {{ .Values.pods.runAsUser }}
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with .Values.pods.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.pods.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.pods.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "trunkline.container" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Settings of both the service and its migration. */}}
{{- define "trunkline.databaseEnv" -}}
- {name: QUARKUS_DATASOURCE_JDBC_URL, value: {{ required (printf "%s.database.url is missing" .app) (index .root.Values .app).database.url | quote }}}
# Secrets are files named after their setting, so that no environment, no process list and no dump of either holds them.
- {name: SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS, value: "/etc/trunkline/secrets"}
{{- end }}

{{- define "trunkline.databaseCa" -}}
{{- with (index .root.Values .app).database.caSecret }}
- name: database-ca
  secret:
    secretName: {{ . }}
    items: [{key: ca.crt, path: ca.crt}]
{{- end }}
{{- end }}

{{- define "trunkline.egress" }}
{{- range . }}
- ports:
    {{- range .ports }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}
{{- define "trunkline.dns" }}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- end }}

{{/* What the world may call. Operators' calls (/v1/ops) stay inside: nothing here leads to them. */}}
{{- define "trunkline.paths" -}}
{{- get (dict
  "catalog" "/v1/exercises /v1/programs"
  "session" "/v1/athletes /v1/entries /v1/erasures /v1/exercise-names /schemas"
  "progress" "/v1/athletes /v1/policies /v1/policy"
  "pages" "/athletes /exercises /backtest /preferences /events /login /logout /logged-out /assets /webjars"
) . -}}
{{- end }}
