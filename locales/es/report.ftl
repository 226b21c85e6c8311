# Palabras del informe que comparten el texto y el HTML.
# The finding
report-finding = El hallazgo
report-no-finding = Los datos no permiten un hallazgo en palabras. Las tablas muestran lo que se puede decir.
report-question-shortfall = ¿Dónde se queda más corto el servicio?
report-question-driver = ¿Qué es lo que más importa?
report-question-first = ¿Qué hacer primero?
report-question-certainty = ¿Qué tan seguros estamos?

# What was measured
report-items-count = { $count ->
    [one] { $count-written } ítem
   *[other] { $count-written } ítems
}
report-respondents-count = { $count ->
    [one] { $count-written } persona encuestada
   *[other] { $count-written } personas encuestadas
}
report-scale = escala de { $least } a { $most }
report-expectation-ideal = expectativa: el servicio ideal
report-expectation-should = expectativa: lo que debería ser
report-expectation-predicted = expectativa: lo que se prevé
report-expectation-importance = expectativa: cuánta importancia tiene
report-expectation-manager = expectativa: la que suponen los directivos

# Sections
report-section-dimensions = Las dimensiones
report-section-overall = Puntuaciones globales, lado a lado
report-section-outcomes = La valoración global
report-section-items = Los ítems
report-section-priorities = Importancia y desempeño
report-section-drivers = Qué determina el resultado
report-section-zone = La zona de tolerancia
report-section-segments = Segmentos
report-section-waves = Oleadas
report-section-consistency = Consistencia interna y validez
report-section-measure = ¿Es la brecha la medida adecuada aquí?
report-section-careful = Cuidado al responder
report-section-data = Los datos
report-section-quote = El método, listo para citar
report-section-methods = Métodos

# Heads of tables
report-interval = Intervalo { $level }
report-head-dimension = Dimensión
report-head-item = Ítem
report-head-e = E
report-head-p = P
report-head-expectation = Expectativa
report-head-perception = Percepción
report-head-minimum = Mínimo
report-head-desired = Deseado
report-head-gap = Brecha
report-head-sd = DE
report-head-p-holm = p (Holm)
report-head-p-bh = p (BH)
report-head-p-value = p
report-head-alpha = Alfa
report-head-driver = Peso en el resultado
report-head-n = n
report-head-verdict = Juicio
report-head-missing = Sin dato
report-head-not-applicable = No aplica
report-head-item-driver = Peso del ítem
report-head-t = t
report-head-df = gl
report-head-p-minimum = p más allá de la brecha mínima
report-head-wilcoxon-z = z de Wilcoxon
report-head-wilcoxon-p = p de Wilcoxon
report-head-median = Mediana
report-head-bca = Intervalo BCa
report-head-range = % de la escala
report-head-d-z = d(z)
report-head-g-z = g(z) de Hedges
report-head-d-av = d(av)
report-head-rank-biserial = Biserial de rangos
report-head-below = Por debajo
report-head-at = Igual a lo esperado
report-head-above = Por encima
report-head-score = Puntuación
report-head-outcome = Valoración
report-head-mean = Media
report-head-group = Grupo
report-head-value = Valor
report-head-quadrant = Cuadrante
report-head-importance = Importancia
report-head-performance = Desempeño
report-head-membership = Probabilidad de estar ahí
report-head-rank = Puesto
report-head-rank-interval = Intervalo del puesto
report-head-lmg = LMG
report-head-johnson = Peso de Johnson
report-head-correlation = r con el resultado
report-head-beta = Beta
report-head-vif = VIF
report-head-b = b
report-head-se = EE
report-head-first = Sola (r²)
report-head-last = Añadida al final
report-head-pratt = Pratt
report-head-points = Puntos declarados
report-head-adequacy = Adecuación (P − mínimo)
report-head-superiority = Superioridad (P − deseado)
report-head-width = Anchura de la zona
report-head-zone-below = Debajo de la zona
report-head-zone-within = Dentro
report-head-zone-above = Encima
report-head-inverted = Deseado bajo el mínimo
report-head-overall = Global
report-head-pair = Grupos (primero menos segundo)
report-head-difference = Diferencia
report-head-respondents = Personas encuestadas
report-head-items = Ítems preguntados
report-head-change = Cambio
report-head-perception-part = El servicio mejoró o empeoró
report-head-expectation-part = Esperan menos o más
report-head-alpha-perception = Alfa percepción
report-head-alpha-expectation = Alfa expectativa
report-head-alpha-gap = Alfa brecha
report-head-alpha-perception-short = Alfa P
report-head-alpha-expectation-short = Alfa E
report-head-alpha-gap-short = Alfa brecha
report-head-valid-perception-short = Válidos P
report-head-valid-expectation-short = Válidos E
report-head-alpha-standardized = Alfa percepción estandarizada
report-head-critical-r = r crítica
report-head-valid-perception = Ítems válidos, percepción
report-head-valid-expectation = Ítems válidos, expectativa
report-head-item-total = r ítem–total
report-head-item-rest = r ítem–resto
report-head-if-dropped = Alfa si se elimina
report-head-valid = Válido
report-head-difference-r = Correlación de E y P
report-head-difference-alpha = Consistencia de P − E
report-head-top = Expectativa en el tope
report-head-model = El resultado explicado por
report-head-r2 = R² ajustado
report-head-sign = Señal
report-head-with = Brecha, todas
report-head-without = Brecha, sin las señaladas
report-head-with-level = Percepción, todas
report-head-without-level = Percepción, sin las señaladas

# Rows
report-score-servqual-unweighted = SERVQUAL sin ponderar
report-score-servqual-weighted = SERVQUAL ponderado por persona
report-score-servqual-aggregate = SERVQUAL ponderado por puntos medios
report-score-servqual-link = Diferencia de las dos ponderadas
report-score-servperf-unweighted = SERVPERF sin ponderar
report-score-servperf-weighted = SERVPERF ponderado por persona
report-welch-f = F de Welch
report-welch-p = p de Welch
report-welch-p-bh = p (BH)
report-omega2 = Omega²
report-model-gap = Brechas
report-model-perception = Solo percepciones
report-model-expectation = Solo expectativas
report-model-free = Expectativas y percepciones, cada una libre
report-model-weighted = Brechas ponderadas por puntos
report-model-weighted-perception = Percepciones ponderadas por puntos
report-careless-longstring = Una larga serie de respuestas iguales
report-careless-irv-zero = Las respuestas de percepción no varían
report-careless-identical = Expectativa y percepción idénticas, ítem por ítem
report-careless-mahalanobis = Un patrón improbable (p < 0,001)
report-careless-too-fast = Menos de 2 segundos por ítem
report-careless-flagged = Dos o más señales: señaladas, no eliminadas

# Verdicts and quadrants
report-verdict-short = se queda corto
report-verdict-slightly-short = algo corto
report-verdict-meets = cumple lo esperado
report-verdict-above = supera lo esperado
report-verdict-below-zone = bajo la zona
report-verdict-in-zone = dentro de la zona
report-verdict-above-zone = sobre la zona
report-verdict-unclear = no se puede decidir
report-verdict-unknown = datos insuficientes
report-quadrant-concentrate = Concentrarse aquí
report-quadrant-keep-up = Mantener
report-quadrant-overkill = Posible exceso
report-quadrant-low = Prioridad baja
report-basis-derived = Importancia derivada de los determinantes
report-basis-stated = Importancia declarada en puntos
report-valid-yes = sí
report-valid-no = no

# What stands below tables
report-hidden = oculto
report-hidden-why = oculto (menos de { $least-written }): el grupo es así de pequeño, o mostrarlo permitiría deducir uno que lo es
report-rule-pairs = pares completos de expectativa y percepción
report-rule-half = puntuaciones de dimensión con al menos la mitad de los ítems
report-rule-listwise = solo casos completos
report-rule-available = todas las respuestas disponibles
report-legend-gap = E expectativa, P percepción, brecha = P − E de quienes respondieron ambas. Barras: █ seguro, ▒ dentro del intervalo, │ sin brecha.
report-legend-smallest = «Se queda corto» significa: todo el intervalo está más allá de la brecha mínima que importa, { $smallest } puntos.
report-legend-level = P percepción. Las barras recorren toda la escala: █ seguro, ▒ dentro del intervalo.
report-legend-zone = Las barras recorren toda la escala: ░ del mínimo a lo deseado, ■ percepción.
report-outcome = Las percepciones explican el { $share } de la varianza de: { $outcome }. El peso es la parte de cada dimensión (LMG).
report-outcome-unnamed = Las percepciones explican el { $share } de la varianza del resultado. El peso es la parte de cada dimensión (LMG).
report-changes = Cambio de { $wave } desde la oleada anterior
report-invalid-perception = No válidos (percepción): { $items }.
report-invalid-expectation = No válidos (expectativa): { $items }.
report-constraint-rejected = Los datos rechazan la brecha como medida única del resultado: F({ $df1 }; { $df2 }) = { $f }, { $p }. Expectativa y percepción no pesan igual y en sentido contrario, así que la brecha desecha información. Use las percepciones para predecir y las brechas para ver dónde actuar.
report-constraint-kept = Los datos no rechazan la brecha como medida única del resultado: F({ $df1 }; { $df2 }) = { $f }, { $p }.

# Methods, by the name of their page
report-method-always-valid = Intervalos siempre válidos, mientras llegan respuestas
report-method-bootstrap = Bootstrap
report-method-careless = Respuesta descuidada
report-method-comparison = Comparación de grupos: Welch y Games–Howell
report-method-consistency = Consistencia interna: alfa de Cronbach
report-method-difference-score = La brecha como puntuación de diferencia
report-method-drivers = Determinantes: LMG y Johnson
report-method-effect-size = Tamaños del efecto
report-method-gap = Puntuaciones de brecha
report-method-importance-performance = Importancia y desempeño
report-method-interval = Intervalos
report-method-jackknife = Jackknife
report-method-multiplicity = Comparaciones múltiples: Holm y Benjamini–Hochberg
report-method-precision = Precisión y tamaño de muestra
report-method-recovery-paradox = Satisfacción después de un problema: cuatro grupos
report-method-comments = Comentarios: qué factor, qué polaridad y con qué seguridad
report-method-replies = La revisión de una respuesta
report-method-sums = Sumas y recuentos exactos
report-method-waves = Oleadas
report-method-wilcoxon = Rangos con signo de Wilcoxon
report-method-zone = Zona de tolerancia

# Units, by the name of the same page
report-unit-always-valid = puntos de la escala
report-unit-bootstrap = la del número cuyo intervalo es
report-unit-careless = personas; D² y las series de respuestas miden ítems y dispersión dentro de una persona
report-unit-comparison = diferencias en puntos de la escala; F, p y las partes de la varianza no tienen unidad
report-unit-consistency = ninguna; 1 es perfecto, y una correlación está entre −1 y 1
report-unit-difference-score = ninguna para consistencia y correlación; partes de 0 a 1; varianzas en puntos al cuadrado
report-unit-drivers = partes de la varianza del resultado, o de lo explicado; b en puntos del resultado por punto de la puntuación; el puesto 1 es el más fuerte
report-unit-effect-size = desviaciones estándar, cada una de otra cosa
report-unit-gap = puntos de la escala
report-unit-importance-performance = desempeño en puntos de la escala; importancia como parte, derivada o de los puntos dados
report-unit-interval = una parte, de 0 a 1
report-unit-jackknife = la del número cuyo error es
report-unit-multiplicity = ninguna: una probabilidad
report-unit-precision = personas
report-unit-recovery-paradox = diferencias en puntos de la escala; g en desviaciones estándar
report-unit-comments = cláusulas, y proporciones de ellas
report-unit-replies = hallazgos
report-unit-sums = personas o respuestas, y partes de ellas
report-unit-waves = puntos de la escala
report-unit-wilcoxon = ninguna; el signo de z es el de la brecha
report-unit-zone = puntos de la escala; partes de las personas de 0 a 1

# The data
report-data-files = Archivos
report-data-records = Registros leídos
report-data-respondents = Personas contadas
report-data-blank = Registros sin respuestas
report-data-rows-refused = Filas rechazadas
report-data-cells-refused = Celdas rechazadas
report-data-missing = Respuestas que faltan
report-data-not-applicable = Respuestas «no aplica»
report-data-notes = Cómo se reconocieron las columnas
report-data-unused = Columnas sin usar
report-data-absent = Columnas que faltan
report-refused-cell = { $file }, línea { $line }, columna { $column }, «{ $value }»: { $reason }
report-refused-row = { $file }, línea { $line }, fila entera ({ $value }): { $reason }
report-refused-more = { $count ->
    [one] y { $count-written } más
   *[other] y { $count-written } más
}
