# Palabras de la página que el texto no necesita.
html-skip = Saltar al hallazgo
html-contents = Contenido
html-kicker = Informe de calidad del servicio
html-hidden = oculto (menos de { $least-written })
html-continued = (continuación)
html-rules = Respuestas que faltan: { $rules }.
html-method = Método:

# The title page
html-fact-questionnaire = Cuestionario
html-fact-respondents = Personas encuestadas
html-fact-source = Fuente de las preguntas
html-fact-waves = Oleadas
html-fact-segments = Comparado por
html-fact-files = Archivos
html-fact-level = Confianza de cada intervalo

# Charts
html-chart-gap = Brecha por dimensión
html-chart-gap-items = Brecha por ítem
html-chart-level = Percepción por dimensión
html-chart-level-items = Percepción por ítem
html-chart-zone = Percepción frente a la zona de tolerancia
html-chart-trend-gap = Brecha a lo largo de las oleadas
html-chart-trend-level = Percepción a lo largo de las oleadas
html-legend-expectation = Expectativa
html-legend-perception = Percepción
html-legend-interval = Intervalo del { $level }
html-legend-interval-gap = Intervalo del { $level } de la brecha
html-legend-zone = Del mínimo a lo deseado
html-caption-gap = La línea del círculo al cuadrado es la brecha. El corchete bajo el cuadrado es su intervalo del { $level }; los números están en la tabla.
html-caption-level = El corchete bajo cada cuadrado es su intervalo del { $level }; los números están en la tabla.
html-caption-zone = La barra va del servicio mínimo al deseado; el cuadrado es el servicio percibido.
html-caption-quadrant = Las líneas discontinuas son las medias de desempeño e importancia. Con qué seguridad una dimensión pertenece a su cuadrante está en la tabla.
html-caption-trend = Las líneas verticales son intervalos del { $level }; todos los paneles tienen el mismo eje y el número está en la última oleada.
html-caption-heat-gap = { $title }: brecha de cada ítem. Rojo es por debajo de lo esperado, azul por encima; el signo dice lo mismo.
html-caption-heat-level = { $title }: percepción de cada ítem. Rojo es más bajo que el conjunto, azul más alto.
html-axis-performance = Desempeño (percepción media)
html-axis-importance-derived = Importancia (peso en el resultado)
html-axis-importance-stated = Importancia (puntos declarados)
html-head-everybody = Todas

# Tables
html-table-dimensions = Las dimensiones en números
html-table-tests = ¿Es la brecha distinta de cero?
html-table-effects = ¿Qué tamaño tiene la brecha, y para cuántas personas?
html-more-dimensions = Contrastes y tamaños del efecto de las dimensiones
html-more-items = Los ítems en detalle
html-overall = Ninguna puntuación lo dice todo: brecha y percepción van lado a lado, con y sin los puntos que las personas dieron a las dimensiones.
html-table-overall = Puntuaciones globales
html-table-outcomes = La valoración global en números
html-table-outcomes-groups = La valoración global de cada grupo y oleada
html-table-items = Los ítems en números
html-table-priorities = Cuadrante y probabilidad de cada cuadrante
html-table-drivers = Determinantes
html-table-regression = Regresión del resultado sobre las percepciones
html-more-drivers = La regresión detrás de los determinantes
html-table-item-drivers = Cada ítem como determinante
html-table-zone = La zona de tolerancia en números
html-table-zone-items = La zona de tolerancia de cada ítem
html-table-segments-gap = Brecha por { $title }
html-table-segments-level = Percepción por { $title }
html-table-pairs = Diferencias entre grupos (Games–Howell)
html-more-pairs = Todos los pares de grupos
html-table-waves-gap = Brecha por oleada
html-table-waves-level = Percepción por oleada
html-table-changes = Cada cambio desde la oleada anterior
html-table-consistency = Consistencia interna (alfa de Cronbach) con su intervalo
html-validity = Un ítem es válido cuando su correlación con la suma de su dimensión supera la r crítica para este número de personas (5 %, bilateral).
html-table-validity-perception = Validez de los ítems: percepción
html-table-validity-expectation = Validez de los ítems: expectativa
html-table-fits = Cuánto del resultado explica cada forma
html-table-difference = La brecha como diferencia de dos puntuaciones
html-table-restriction = Varianza de la brecha entre quienes esperan lo mismo
html-more-restriction = ¿Está la brecha apretada contra el tope de la escala? Ítem por ítem
html-table-careless = Señales de respuesta descuidada
html-table-careful = La brecha con y sin las personas señaladas
html-table-careful-level = La percepción con y sin las personas señaladas
html-table-refused = Lo que se rechazó
html-head-file = Archivo
html-head-line = Línea
html-head-column = Columna
html-head-value = Valor
html-head-reason = Motivo
html-whole-row = fila entera
html-methods = Cada número lleva aquí a su método: fórmula, unidad y fuente. Un ejemplo resuelto está en la página que se nombra al final; fórmulas y fuentes están en inglés.
html-method-formula = Fórmula
html-method-unit = Unidad
html-method-source = Fuente
html-method-page = Página
html-foot = Hecho por Rater, formato { $format }, instrumento { $instrument } versión { $version }; { $replicates } réplicas bootstrap, semilla { $seed }.
html-without-group = { $count ->
    [one] { $count-written } persona no tiene valor aquí y no está en ningún grupo.
   *[other] { $count-written } personas no tienen valor aquí y no están en ningún grupo.
}
