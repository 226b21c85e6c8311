# El tablero: resultados en vivo de una encuesta.

board-nav-waves = Oleadas de esta encuesta
board-nav-parts = Partes de los resultados
board-part-overview = Resumen
board-part-items = Ítems
board-part-priorities = Prioridades
board-part-zone = Zona de tolerancia
board-part-segments = Grupos
board-part-waves = Oleadas
board-part-structure = Cuestionario
board-part-data = Calidad de los datos
board-part-answers = Respuestas
board-state-planned = prevista
board-state-open = en curso
board-state-closed = cerrada
board-fact-answers = Respuestas
board-fact-aside = Apartadas
board-fact-questionnaire = Cuestionario

board-too-few-title = Demasiado pocas para mostrarlas
board-too-few = { $n ->
    [0] Todavía no ha respondido nadie. Los números se muestran a partir de { $least-written } respuestas, para que no se pueda reconocer a nadie.
    [one] Una respuesta hasta ahora. Los números se muestran a partir de { $least-written } respuestas, para que no se pueda reconocer a nadie.
   *[other] { $n-written } respuestas hasta ahora. Los números se muestran a partir de { $least-written } respuestas, para que no se pueda reconocer a nadie.
}
board-to-survey = A la encuesta y sus enlaces
board-held-back = Los números avanzan cuando cada pregunta tiene { $step-written } respuestas más, para que no se pueda leer ninguna en ellos: están incluidas { $shown-written } de { $n-written }.
board-held-back-groups = Los números de los grupos son los de las primeras { $shown-written } respuestas. Avanzan cuando cada grupo ha crecido en diez, o no ha crecido.

board-factors-title = Los cinco factores
board-head-trend = A lo largo de las oleadas
board-head-weight = Peso
board-change = { $change } desde la anterior
board-weight-unknown = no se sabe
board-factors-note = Peso: qué parte de lo que los factores explican del juicio general lleva cada uno. Cada número conduce a cómo se calcula.
board-numbers = Todos los números de los factores

board-lead-items = Cada enunciado, bajo su factor. Lo que más se queda corto es lo primero que hay que mirar.
board-lead-priorities = Lo importante que está por debajo de los demás va primero. La tabla dice qué tan seguro es cada lugar.
board-lead-zone = Entre lo que los clientes apenas aceptarían y lo que desean está lo que toleran.
board-lead-segments = Se ocultan los grupos de menos de diez personas y cualquier grupo que los delataría.
board-lead-waves = Las oleadas que preguntaron lo mismo, una junto a otra. Los cambios cuentan sobre los ítems de ambas.
board-lead-structure = ¿Van juntos los ítems de un factor, y es la brecha la medida adecuada aquí?
board-lead-data = Lo que se contó, se apartó y falta. Nada se descarta en silencio.
board-without-items = Todavía no hay nada que mostrar de cada ítem.
board-without-priorities = Todavía no se puede calcular qué importa más: hacen falta un juicio general y suficientes respuestas completas.
board-without-zone = Este cuestionario no pregunta por el servicio mínimo ni por el deseado.
board-without-segments = Este cuestionario no pregunta por grupos.
board-without-waves = Para comparar hacen falta dos oleadas con las mismas preguntas, cada una con al menos diez respuestas.
board-without-structure = Hay demasiado pocas respuestas para examinar el propio cuestionario.
board-without-data = Todavía no hay nada que decir de los datos.

board-lead-answers = Las respuestas que hay detrás de los números, en el orden en que llegaron.
board-lead-answers-anonymous = Las respuestas que hay detrás de los números. Esta encuesta es anónima: no hay hora, ni orden, ni grupos de menos de diez personas, ni combinaciones de grupos que compartan menos de diez.

board-group-hidden = Las respuestas de este grupo no se listan, porque es demasiado pequeño o delataría a uno que lo es.
board-aside-note = Las respuestas tachadas se apartaron porque no parecían sinceras o porque alguien lo decidió. No se cuentan, pero tampoco se pierden.
board-aside-title = Respuestas apartadas
board-aside-only = Solo las apartadas
board-aside-all = Todas las respuestas
board-aside-trap = Se rellenó un campo que ninguna persona ve.
board-aside-hasty = Se envió más rápido de lo que nadie lee.
board-aside-by-hand = Alguien la apartó.
board-aside-count = Contarla
board-aside-set = Apartar
board-column-counts = ¿Se cuenta?
board-first-page = Primera página
board-next-page = Página siguiente
board-column-id = Persona
board-column-received = Recibida (UTC)
board-column-language = Idioma de las preguntas
board-column-way = Vía
board-column-seconds = Segundos para responder
board-column-comment = Comentario
board-not-applicable = No procede
board-way-open = enlace abierto
board-way-invited = invitación
board-way-kiosk = quiosco
board-way-embedded = insertada
board-way-api = programa
board-way-imported = archivo

board-export-title = Llévese los resultados
board-export-results = Resultados
board-export-answers = Respuestas
board-export-print = Para imprimir o guardar como PDF
board-export-html = Una página para todos (HTML)
board-export-xlsx = Hoja de cálculo (XLSX)
board-export-csv = Todos los números (CSV)
board-export-json = Todos los números con su método y su regla (JSON)
board-export-answers-csv = Con etiquetas (CSV)
board-export-answers-sav = Para SPSS, PSPP y R (SAV)
board-export-aside = Respuestas apartadas (CSV)
board-export-answers-note = Las respuestas de estos archivos son las que se cuentan aquí.
board-too-few-to-read = Las respuestas se pueden leer y exportar a partir de diez.
board-too-many-to-export = Esta oleada es demasiado grande para un archivo del servidor. El operador la exporta con «rater export».

board-method-all = Todos los métodos
board-method-english = Las páginas sobre los métodos están escritas en inglés.
