# The desk: surveys, their waves, links and invitations.

desk-day = { $day } de { $month } de { $year }
desk-month-1 = enero
desk-month-2 = febrero
desk-month-3 = marzo
desk-month-4 = abril
desk-month-5 = mayo
desk-month-6 = junio
desk-month-7 = julio
desk-month-8 = agosto
desk-month-9 = septiembre
desk-month-10 = octubre
desk-month-11 = noviembre
desk-month-12 = diciembre

desk-list-title = Encuestas
desk-new = Nueva encuesta
desk-board = Tablero
desk-tabs = Partes de esta encuesta
desk-tab-home = Encuesta
desk-tab-instrument = Cuestionario
desk-tab-invitations = Invitaciones
desk-tab-import = Traer respuestas
desk-empty-title = Su primera encuesta está a cinco minutos
desk-empty-lead = Averigüe qué esperan sus clientes, qué encuentran y por dónde empezar.
desk-empty-make = Diga qué tipo de servicio presta. Las preguntas ya están.
desk-empty-hang = Imprima el cartel con su código y cuélguelo, o envíe enlaces personales.
desk-empty-watch = Vea cómo se llenan los cinco factores en el tablero.
desk-empty-go = Crear la primera encuesta
desk-empty-viewer = Todavía no hay encuestas. En cuanto alguien de gestión cree una, sus resultados estarán aquí.
desk-archived-title = Archivadas
desk-state-open = abierta
desk-state-planned = prevista
desk-state-closed = cerrada
desk-state-none = sin empezar
desk-state-archived = archivada
desk-state = Estado
desk-waves-count = { $count ->
    [one] { $count-written } oleada
   *[other] { $count-written } oleadas
 }
desk-answers-count = { $count ->
    [one] { $count-written } respuesta
   *[other] { $count-written } respuestas
 }
desk-items-count = { $count ->
    [one] { $count-written } ítem
   *[other] { $count-written } ítems
 }
desk-opens = se abre el { $when }
desk-closes = se cierra el { $when }
desk-closes-never = abierta hasta que usted la cierre
desk-closed = desde el { $when }

desk-new-title = Nueva encuesta
desk-new-lead = Una página, unos cinco minutos. Todo puede cambiarse después, salvo si es anónima.
desk-new-problems = Aún no se ha hecho: hay que corregir esto
desk-title = ¿Cómo se llama la encuesta?
desk-title-help = La ven quienes responden, por ejemplo: Su visita a nuestra clínica.
desk-trade = ¿Qué tipo de servicio es?
desk-trade-help = Las preguntas usan sus palabras y piden sus grupos habituales.
desk-trade-health = Clínica u hospital
desk-trade-bank = Sucursal bancaria
desk-trade-utility = Servicio de agua, luz o gas
desk-trade-university = Universidad o instituto
desk-trade-shop = Tienda
desk-trade-office = Oficina o institución pública
desk-trade-other = Otra cosa
desk-language = ¿En qué idioma empieza?
desk-language-help = Quien responde puede cambiar a los otros idiomas.
desk-length = ¿Qué tan larga puede ser?
desk-length-full = Expectativa y percepción
desk-length-full-help = El SERVQUAL completo: 22 ítems, cada uno preguntado dos veces. Muestra la brecha entre lo que se espera y lo que se encuentra. Unos 6 minutos.
desk-length-perception = Solo percepción
desk-length-perception-help = SERVPERF: 22 ítems, cada uno una vez. La mitad de largo; muestra dónde está usted, pero no qué se espera.
desk-length-zone = Zona de tolerancia
desk-length-zone-help = Lo mínimo que se aceptaría, lo que se desea y lo que se encuentra. Lo más revelador, y lo más largo por ítem.
desk-length-pulse = Pulso de cinco
desk-length-pulse-help = Una frase por factor y una pregunta general, en una sola pantalla. Medio minuto, para seguir una tendencia.
desk-length-one = De una en una
desk-length-one-help = A cada persona se le muestra al azar una de las cinco frases. Unos segundos, para un puesto en la puerta o un enlace al pie de un correo.
desk-length-ten = Los diez componentes originales
desk-length-ten-help = 30 ítems sobre los diez componentes de 1985, cada uno preguntado dos veces, contados en los cinco factores. Más con qué actuar; unos 8 minutos.
desk-length-own = Uno propio
desk-length-own-help = Un cuestionario que usted ha guardado, tal como está ahora, con sus propios grupos.
desk-own = ¿Cuál?
desk-own-name = { $title } ({ $id }, versión { $version })
desk-length-file = Un archivo
desk-length-file-help = Un archivo de instrumento en TOML, como los que comparten otras casas con Rater. Se toma tal cual y pasa a ser uno de los suyos.
desk-source-file = Archivo
desk-source-file-help = Hasta 256 KB. Todos los problemas se muestran a la vez, con su línea; las palabras se pueden editar después.
desk-source-file-absent = No se eligió ningún archivo. Elija el archivo de instrumento, u otro cuestionario.
desk-source-file-no-text = Este archivo no es texto en UTF-8. Guárdelo como UTF-8 y elíjalo de nuevo.
desk-anonymous = ¿Es anónima?
desk-anonymous-yes = Sí, anónima
desk-anonymous-yes-help = Nada lleva de una respuesta a una persona, tampoco para usted: no se guarda con ella ni dirección, ni hora exacta, ni invitación. Se responde con más franqueza.
desk-anonymous-no = No, con lo que digan enlaces e invitaciones
desk-anonymous-no-help = La respuesta conserva a quién se invitó y lo que sabe el enlace, como un número de caso, para que usted pueda darle seguimiento. La primera página lo dice.
desk-rest = Y al final
desk-comment = Pedir un comentario
desk-comment-help = Una pregunta abierta en la última página; nadie tiene que escribir nada.
desk-closes-field = Se cierra al terminar el día
desk-closes-help = Déjelo vacío para cerrarla usted.
desk-closes-past = El último día ya pasó. Elija hoy o un día posterior.
desk-day-unreadable = Esto no es una fecha. Escríbala como 2026-12-31.
desk-choice-missing = Una de las opciones no se conoce. Elija de nuevo en las listas.
desk-make = Crear la encuesta
desk-cancel = Cancelar
desk-link-first = Cartel

desk-done-made = Su encuesta está abierta. Imprima el cartel, o copie el enlace y envíelo.
desk-done-saved = Guardado.
desk-done-opened = La siguiente oleada ya está.
desk-done-closed = La oleada está cerrada. Sus respuestas se conservan y el tablero las muestra.
desk-done-linked = El enlace está listo.
desk-done-unlinked = El enlace está cerrado. Ya no lleva a ninguna parte.
desk-done-archived = La encuesta está archivada. Sus respuestas se conservan.
desk-done-same = No cambió nada, así que no se guardó nada.

desk-standing = Cómo va
desk-standing-answers = Respuestas
desk-last-answer = Última respuesta
desk-set-aside = Apartadas por dudosas
desk-asks = Pregunta
desk-privacy = Privacidad
desk-is-anonymous = anónima
desk-is-named = con lo que dicen los enlaces
desk-board-open = Abrir el tablero
desk-wave-close = Cerrar la oleada
desk-wave-close-ask = ¿Cerrar esta oleada? No podrá abrirse de nuevo; sí la siguiente.
desk-door-title = Cuélguela
desk-door-lead = Quien tenga este enlace puede responder. Lleva siempre a la oleada que esté abierta, así que un cartel puede colgar durante años.
desk-door-only-here = Esta dirección solo se abre en este ordenador: un cartel con ella no llevaría a ningún teléfono hasta la encuesta. Inicie Rater con «--listen 0.0.0.0:8321» o con «--base-url», entre por la dirección que muestra e imprima entonces el cartel.
desk-copy = Copiar el enlace
desk-copied = Copiado
desk-poster-pdf = Cartel (PDF)
desk-code-svg = Código QR (SVG)
desk-qr = Código QR del enlace
desk-waves-title = Oleadas
desk-waves-lead = Cada vez que usted pregunta es una oleada. Pregunte lo mismo otra vez para ver qué ha cambiado.
desk-waves-compare = Comparar con la última oleada en el tablero
desk-wave = Oleada
desk-wave-opened = Desde
desk-wave-until = Hasta
desk-wave-next = Abrir la siguiente oleada
desk-wave-name = Nombre de la oleada
desk-wave-opens = Se abre el
desk-wave-opens-help = Déjelo vacío para abrirla ahora.
desk-wave-open = Abrir la oleada
desk-links-title = Enlaces
desk-links-lead = Un enlace propio para cada sucursal o ventanilla le dice de dónde vino cada respuesta.
desk-link-open = Enlace abierto
desk-link-open-help = Para carteles, recibos, correos y mensajes. Cualquiera puede responder, una vez por dispositivo.
desk-link-kiosk = Quiosco
desk-link-kiosk-help = Para una tableta en el mostrador. Da las gracias y empieza de nuevo para la siguiente persona.
desk-link-embedded = Insertado
desk-link-embedded-help = Para una página de su propio sitio web o mesa de ayuda, en un marco.
desk-link-new = Crear otro enlace
desk-link-what = ¿Para qué es?
desk-link-label = ¿Cómo lo llama?
desk-link-label-example = Ventanilla 2
desk-link-hidden = ¿Qué sabe?
desk-link-hidden-help = Una línea por dato, como branch = Norte. Ya no se pregunta a nadie por ello.
desk-link-hidden-example = branch = Norte
desk-link-hidden-known = Grupos de este cuestionario:
desk-link-hidden-anonymous = La encuesta es anónima, así que solo estos grupos se guardan con una respuesta.
desk-link-make = Crear el enlace
desk-link-close = Cerrar
desk-link-close-ask = ¿Cerrar este enlace para siempre? Los carteles con su código no llevarán a ninguna parte.
desk-snippet = Ponga esto en su página
desk-snippet-help = Su sistema rellena lo que está entre llaves dobles; quite lo que no sepa.
desk-snippet-origins = Primero permita su sitio web en los ajustes de abajo.
desk-snippet-copy = Copiar el fragmento
desk-hidden-wrong = No se entiende «{ $found }». Escriba un nombre y un valor en cada línea, como branch = Norte.
desk-settings-title = Ajustes
desk-thanks = Lo que se lee al final
desk-thanks-help = Déjelo vacío para un agradecimiento sencillo en el idioma de quien responde.
desk-team = Equipo
desk-team-all = todos los equipos
desk-team-help = Solo este equipo ve la encuesta, además de quienes lo ven todo.
desk-pulse = Se muestra a cada persona
desk-pulse-off = el cuestionario completo, paso a paso
desk-pulse-all = todos los ítems en una pantalla, si caben
desk-pulse-rotating = un ítem al azar
desk-origins = Sitios web que pueden insertarla
desk-origins-help = Uno por línea, que empiece por https:// y sin ruta.
desk-origin-wrong = «{ $found }» no es un sitio web. Escríbalo como https://help.example.org, sin ruta.
desk-save = Guardar
desk-archive = Archivar la encuesta
desk-archive-help = Sus enlaces ya no llevarán a ninguna parte y la oleada abierta se cierra. Respuestas y resultados se conservan.
desk-archive-ask = ¿Archivar esta encuesta? No podrá abrirse de nuevo.
desk-based-on = Basada en:

desk-instrument-title = Cuestionario · { $survey }
desk-instrument-lead = Cambie las palabras hasta que suenen como su casa. Lo que guarde será una versión nueva, la que preguntará la siguiente oleada; las respuestas ya dadas siguen ligadas a la versión que vieron.
desk-instrument-in-use = La oleada abierta «{ $wave }» sigue con la versión { $version }.
desk-instrument-problems = Aún no se ha guardado: hay que corregir esto
desk-instrument-languages = Idioma de las palabras
desk-instrument-save = Guardar como versión nueva
desk-instrument-file = El cuestionario como archivo, para quien lo conozca
desk-instrument-toml = TOML
desk-instrument-toml-help = Aquí también puede añadir ítems, cambiar la escala o pegar un archivo propio. El id queda como está. Todos los problemas se muestran a la vez, con su línea.
desk-instrument-upload = O un archivo en su lugar
desk-instrument-upload-help = Un archivo de instrumento en TOML con el mismo id. Toma el lugar del texto de arriba.
desk-instrument-too-long = El archivo es demasiado largo; lo máximo son 256 KB.
desk-instrument-other-id = El id es «{ $found }», pero el cuestionario de esta encuesta es «{ $expected }». Conserve el id para que las oleadas puedan compararse.
desk-instrument-meanwhile = Entretanto otra persona guardó una versión. Copie lo que escribió, recargue la página y póngalo de nuevo.
desk-preview = Vista previa
desk-part-opening = Título e instrucciones
desk-part-opening-help = Lo que se lee antes de los ítems.
desk-part-items = Ítems
desk-part-items-help = Una frase cada uno. Conserve de qué trata, para que las oleadas sigan siendo comparables.
desk-part-dimensions = Los cinco factores
desk-part-dimensions-help = Cómo los llaman el tablero y el informe.
desk-part-outcomes = Preguntas generales
desk-part-outcomes-help = La primera es la que el informe explica por los cinco factores.
desk-part-segments = Grupos para comparar
desk-part-segments-help = Se preguntan al final, salvo que lo diga un enlace o una invitación. Los grupos de menos de diez personas nunca se muestran.
desk-battery-expectation = Expectativa
desk-battery-perception = Percepción
desk-battery-minimum = Mínimo aceptable
desk-battery-desired = Deseado
desk-battery-importance = Importancia
desk-factor-reliability = Fiabilidad
desk-factor-assurance = Seguridad
desk-factor-tangibles = Elementos tangibles
desk-factor-empathy = Empatía
desk-factor-responsiveness = Capacidad de respuesta
desk-word-name = Título
desk-word-short = En pocas palabras, para tablas y gráficos
desk-word-sentence = Frase
desk-word-question = Pregunta
desk-word-answer = Respuesta { $code }
desk-outcome-remove = Quitar esta pregunta
desk-segment-remove = Quitar esta pregunta de grupo
desk-segment-new = Añadir una pregunta de grupo
desk-segment-answers = Respuestas, una por línea
desk-segment-column = Columna en exportaciones y enlaces
desk-segment-new-help = Se guarda en todos los idiomas con estas palabras; tradúzcalas después. Sin respuestas no se pregunta, y solo la rellenan enlaces e invitaciones.

desk-invite-title = Invitaciones · { $survey }
desk-invite-standing = Cómo va
desk-invite-all = En la lista
desk-invite-sent = Con invitación
desk-invite-reminded = Con recordatorio
desk-invite-used = Respondieron
desk-invite-anonymous = Se sabe cuántas personas respondieron y que una invitación se usó. Con qué respuesta, nadie puede averiguarlo.
desk-invite-named = La encuesta no es anónima: una respuesta conserva por qué invitación llegó.
desk-invite-no-wave = No hay ninguna oleada a la que invitar. Abra una primero.
desk-invite-not-open = La oleada aún no está abierta. Las invitaciones podrán salir en cuanto lo esté.
desk-invite-no-mail = Aquí no hay servidor de correo. Descargue los enlaces personales y envíelos por otro medio, o inicie Rater con un servidor de correo.
desk-invite-weekly = La lista de recordatorios dice quién no ha respondido todavía. Como esta encuesta es anónima, solo se puede obtener una vez por semana: dos listas de un día para otro mostrarían quién respondió entretanto.
desk-invite-done = { $count ->
    [one] { $count-written } invitación está en camino.
   *[other] { $count-written } invitaciones están en camino.
 }
desk-remind-done = { $count ->
    [one] { $count-written } recordatorio está en camino.
   *[other] { $count-written } recordatorios están en camino.
 }
desk-people-title = Añadir personas
desk-people-lead = Una lista en CSV, con encabezado. Solo hace falta la dirección; las demás columnas son los grupos de su cuestionario.
desk-people-example = ana@example.org,Ana Torres,es
desk-people-file = Archivo
desk-people-paste = O pegue la lista aquí
desk-people-add = Añadir a la lista
desk-people-empty = Elija un archivo o pegue una lista.
desk-people-added = { $count ->
    [one] Se añadió { $count-written } persona.
   *[other] Se añadieron { $count-written } personas.
 }
desk-people-repeated = { $count ->
    [one] { $count-written } ya estaba en la lista.
   *[other] { $count-written } ya estaban en la lista.
 }
desk-people-refused = { $count ->
    [one] Se rechazó { $count-written } línea.
   *[other] Se rechazaron { $count-written } líneas.
 }
desk-people-more = y { $count-written } más
desk-people-unused = Columnas que no se usaron: { $columns }
desk-people-email = Línea { $line }: «{ $found }» no es una dirección de correo. Corríjala y añada la línea de nuevo.
desk-people-email-absent = Línea { $line }: no hay dirección de correo.
desk-people-language = Línea { $line }: el idioma «{ $found }» no está. Escriba en, id o es.
desk-people-name-long = Línea { $line }: el nombre «{ $found }» es demasiado largo; lo máximo son 200 caracteres.
desk-people-too-many = Línea { $line } y todas las siguientes: una lista puede tener 50.000 líneas. Añada el resto como segunda lista.
desk-send-title = Enviar
desk-send-first = { $count ->
    [one] Enviar { $count-written } invitación
   *[other] Enviar { $count-written } invitaciones
 }
desk-send-reminder = { $count ->
    [one] Enviar { $count-written } recordatorio
   *[other] Enviar { $count-written } recordatorios
 }
desk-download-first = { $count ->
    [one] Descargar { $count-written } enlace nuevo
   *[other] Descargar { $count-written } enlaces nuevos
 }
desk-download-reminder = { $count ->
    [one] Descargar { $count-written } enlace para recordar
   *[other] Descargar { $count-written } enlaces para recordar
 }
desk-send-help = Los recordatorios van solo a quienes no han respondido, y a nadie dos veces en un día.
desk-letter-shown = Lo que se leerá
desk-letter-name-example = Ana
desk-letter-hello = Buenos días:
desk-letter-dear = Hola, { $name }:
desk-letter-subject = { $survey }: ¿nos da su opinión?
desk-letter = { $organisation } quisiera saber qué le pareció nuestro servicio. Responda, por favor, a unas preguntas con este enlace, que es solo suyo:
desk-letter-again-subject = Recordatorio: { $survey }
desk-letter-again = Hace un tiempo le preguntamos qué le pareció nuestro servicio. Aún falta su respuesta, y cuenta. Responda, por favor, con este enlace, que es solo suyo:
desk-letter-closes = Puede responder hasta el final del { $day }.
desk-letter-anonymous = Su respuesta es anónima: nada lleva de ella a usted.
desk-letter-named = Su respuesta se guarda junto con esta invitación.
desk-letter-once = El enlace puede usarse una vez. Si ya respondió, gracias; no tiene que hacer nada.

desk-import-title = Traer respuestas · { $survey }
desk-import-heading = Traer las respuestas de un archivo
desk-import-lead = CSV, Excel, SPSS, JSON o Parquet. Las columnas se encuentran por su nombre o por las palabras de las preguntas.
desk-import-again = El mismo archivo traído otra vez no añade nada: cada línea cuenta una vez.
desk-import-file = Archivo
desk-import-go = Traer las respuestas
desk-import-empty = Elija primero un archivo.
desk-import-columns = Las columnas que se buscan
desk-import-refused = Lo que se rechazó
desk-import-added = { $count ->
    [one] Se añadió { $count-written } respuesta.
   *[other] Se añadieron { $count-written } respuestas.
 }
desk-import-repeated = { $count ->
    [one] { $count-written } ya estaba.
   *[other] { $count-written } ya estaban.
 }
desk-import-blank = { $count ->
    [one] { $count-written } línea no responde a ningún ítem.
   *[other] { $count-written } líneas no responden a ningún ítem.
 }
desk-import-rows = { $count ->
    [one] Se rechazó { $count-written } línea.
   *[other] Se rechazaron { $count-written } líneas.
 }
desk-import-cells = { $count ->
    [one] Se rechazó { $count-written } celda; el resto de su línea cuenta.
   *[other] Se rechazaron { $count-written } celdas; el resto de sus líneas cuenta.
 }
